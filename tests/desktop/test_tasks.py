"""Long work runs off the GUI thread, reports, can be stopped, and never outlives its owner."""

import threading

import pytest

from unionapp.desktop.tasks import Cancelled, Progress, ProgressLine, TaskRunner


@pytest.fixture
def runner(qtbot):
    runner = TaskRunner()
    yield runner
    runner.cancel_all()
    runner.finish()


def test_progress_reports_the_first_and_the_last_step():
    seen = []
    progress = Progress(lambda *step: seen.append(step))
    for done in range(1, 1001):
        progress(done, 1000, "Đọc")
    assert seen[0] == (1, 1000, "Đọc")
    assert seen[-1] == (1000, 1000, "Đọc")
    assert len(seen) < 100


def test_a_cancelled_progress_stops_the_work():
    progress = Progress(lambda *step: None)
    progress.cancel()
    with pytest.raises(Cancelled):
        progress(1, 2)


def test_a_result_comes_back_on_the_gui_thread(qtbot, runner):
    threads = []
    task = runner.start(lambda progress: threads.append(threading.current_thread()) or 42)
    task.succeeded.connect(lambda result: threads.append(threading.current_thread()))
    with qtbot.waitSignal(task.succeeded) as seen:
        pass
    assert seen.args == [42]
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_task_that_ends_at_once_is_still_heard(qtbot, runner):
    for _ in range(50):
        task = runner.start(lambda progress: "done")
        with qtbot.waitSignal(task.succeeded):
            pass


def test_progress_is_heard_on_the_gui_thread(qtbot, runner):
    threads = []
    task = runner.start(lambda progress: progress(1, 1, "Xong"))
    task.progressed.connect(lambda *step: threads.append((threading.current_thread(), step)))
    with qtbot.waitSignal(task.succeeded):
        pass
    assert threads == [(threading.main_thread(), (1, 1, "Xong"))]


def test_an_error_comes_back_as_it_is(qtbot, runner):
    task = runner.start(lambda progress: 1 // 0)
    with qtbot.waitSignal(task.failed) as seen:
        pass
    assert isinstance(seen.args[0], ZeroDivisionError)


def test_a_task_can_be_stopped(qtbot, runner):
    started = threading.Event()

    def endless(progress):
        while True:
            progress(1, 2)
            started.set()

    task = runner.start(endless)
    qtbot.waitUntil(started.is_set)
    with qtbot.waitSignal(task.cancelled):
        task.cancel()


def test_tasks_run_one_after_another(qtbot, runner):
    order, running = [], []

    def work(name):
        def run(progress):
            running.append(name)
            assert len(running) == 1
            order.append(name)
            running.remove(name)

        return run

    tasks = [runner.start(work(name)) for name in "abc"]
    with qtbot.waitSignal(tasks[-1].succeeded):
        pass
    assert order == ["a", "b", "c"]


def test_closing_waits_for_what_is_under_way(qtbot, runner):
    done = []
    runner.start(lambda progress: done.append(1))
    runner.start(lambda progress: done.append(2))
    assert runner.is_busy
    runner.finish()
    assert done == [1, 2]
    assert not runner.is_busy


def test_a_short_task_shows_no_bar(qtbot, runner):
    line = ProgressLine()
    qtbot.addWidget(line)
    task = runner.start(lambda progress: progress(1, 1))
    line.follow(task)
    with qtbot.waitSignal(task.ended):
        pass
    qtbot.wait(350)
    assert not line.isVisible()


def test_a_long_task_shows_its_bar_and_can_be_stopped_there(qtbot, runner):
    line = ProgressLine()
    qtbot.addWidget(line)
    pause = threading.Event()

    def slow(progress):
        while True:
            progress(3, 10, "Đang đọc dòng 3")
            pause.wait(0.02)

    task = runner.start(slow)
    line.follow(task)
    qtbot.waitUntil(line.isVisible, timeout=2000)
    assert line._bar.value() == 3
    assert line._label.text() == "Đang đọc dòng 3"
    with qtbot.waitSignal(task.cancelled):
        line._stop.click()
    assert not line.isVisible()
