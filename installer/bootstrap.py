"""Sets up .venv from the locked requirements and starts the program or its tests in it.

Standard library only: it runs before anything is installed. A stamp in .venv remembers what was
installed, so that the second start is immediate. All its words go to stderr.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCKS = {"run": "requirements.lock", "test": "requirements-dev.lock"}
OLDEST_PYTHON = (3, 11)

# What Qt's offscreen and X11 plugins load, and the Debian package that brings it.
SCREEN_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
TEST_PROGRAMS = {"pdftotext": "poppler-utils", "unzip": "unzip", "openssl": "openssl"}


def main() -> int:
    """Prepare for `run` or `test`, then become that program."""
    purpose, *arguments = sys.argv[1:]
    if sys.version_info < OLDEST_PYTHON:
        return fail("Cần Python 3.11 trở lên. / Python 3.11 or newer is needed.")
    if not is_ready(purpose):
        prepare(purpose)
    if purpose == "run":
        return start([str(PYTHON), "-m", "unionapp", *arguments])
    return run_tests(arguments)


def say(words: str) -> None:
    """Tell the person at the keyboard what is going on."""
    print(words, file=sys.stderr, flush=True)


def fail(words: str) -> int:
    """Say why nothing was started."""
    say(words)
    return 1


def stamp(purpose: str) -> str:
    """What an up-to-date .venv was made from."""
    lock = (ROOT / LOCKS[purpose]).read_bytes()
    return f"{purpose} {hashlib.sha256(lock).hexdigest()} {sys.version_info[:2]} {sys.prefix}"


def stamp_file() -> Path:
    """Where .venv remembers what is installed."""
    return VENV / "unionapp.stamp"


def is_ready(purpose: str) -> bool:
    """Whether everything needed is installed; the tests' set-up also serves the program."""
    if not PYTHON.exists() or not stamp_file().exists():
        return False
    stamps = stamp_file().read_text(encoding="utf-8").splitlines()
    return stamp(purpose) in stamps or (purpose == "run" and stamp("test") in stamps)


def prepare(purpose: str) -> None:
    """Install the system's libraries where possible, then the locked requirements."""
    ensure_system(purpose)
    if not PYTHON.exists():
        say("Đang chuẩn bị môi trường lần đầu (.venv) …")
        make_venv()
    say("Đang cài các thư viện theo bản khóa …")
    install(ROOT / LOCKS[purpose])
    stamp_file().write_text(stamp(purpose) + "\n", encoding="utf-8")


def make_venv() -> None:
    """Make .venv with uv where it is on PATH, else with the standard library."""
    shutil.rmtree(VENV, ignore_errors=True)
    if shutil.which("uv"):
        call(["uv", "venv", "--quiet", "--python", sys.executable, str(VENV)])
        return
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], stdout=sys.stderr, check=False
    )
    if made.returncode != 0:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        apt_install([f"python{version}-venv"])
        shutil.rmtree(VENV, ignore_errors=True)
        call([sys.executable, "-m", "venv", str(VENV)])


def install(lock: Path) -> None:
    """Install exactly the locked and hashed versions; only from wheelhouse/ where there is one."""
    wheels = ROOT / "wheelhouse"
    offline = ["--no-index", "--find-links", str(wheels)] if wheels.is_dir() else []
    if shutil.which("uv"):
        pip = ["uv", "pip", "install", "--quiet", "--python", str(PYTHON)]
    else:
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    call([*pip, "--require-hashes", *offline, "-r", str(lock)])


def ensure_system(purpose: str) -> None:
    """On Linux, see to the libraries Qt loads and the programs the tests call."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for library, package in SCREEN_LIBRARIES.items() if not can_load(library)]
    if purpose == "test":
        missing += [
            package for program, package in TEST_PROGRAMS.items() if not shutil.which(program)
        ]
    if missing:
        apt_install(missing)


def can_load(library: str) -> bool:
    """Whether the system has a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_install(packages: list[str]) -> None:
    """Install Debian packages where the user is root, otherwise say the command that does it."""
    command = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if not shutil.which("apt-get"):
        say(f"Thiếu thư viện hệ thống; trên Debian đó là các gói: {' '.join(packages)}")
        return
    if os.geteuid() != 0:
        say(f"Thiếu thư viện hệ thống. Hãy chạy: sudo {command}")
        return
    say(f"Đang cài thư viện hệ thống: {' '.join(packages)} …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], stdout=sys.stderr, env=quiet, check=False)
    done = subprocess.run(command.split(), stdout=subprocess.DEVNULL, env=quiet, check=False)
    if done.returncode != 0:
        say(f"Chưa cài được. Hãy thử bằng tay: {command}")


def call(command: list[str]) -> None:
    """Run a set-up step; a failing step ends the start with its exit code."""
    done = subprocess.run(command, stdout=sys.stderr, check=False)
    if done.returncode != 0:
        say(
            "Cài đặt chưa xong. Hãy kiểm tra kết nối mạng (hoặc thư mục wheelhouse/) rồi chạy lại."
        )
        sys.exit(done.returncode)


def environment() -> dict[str, str]:
    """The program's environment: its source first, and UTF-8 whatever the system speaks."""
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}


def start(command: list[str]) -> int:
    """Become the program, or on Windows wait for it."""
    if os.name == "nt":
        return subprocess.run(command, env=environment(), check=False).returncode
    return os.execve(command[0], command, environment())  # noqa: S606


def run_tests(arguments: list[str]) -> int:
    """Run the benchmarks, the named tests, or without arguments every check and every test."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(ROOT)
    if arguments[:1] == ["--bench"]:
        return start([str(PYTHON), "-m", "tests.benchmarks", *arguments[1:]])
    if arguments:
        return start([str(PYTHON), "-m", "pytest", *arguments])
    worst = 0
    for check in checks():
        say(f"— {' '.join(check[1:3])}")
        done = subprocess.run([str(PYTHON), *check], cwd=ROOT, env=environment(), check=False)
        worst = worst or done.returncode
    return worst


def checks() -> list[list[str]]:
    """What has to be green."""
    return [
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy"],
        ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
        ["-m", "pytest", "-q", "-n", "auto", "--dist", "loadfile"],
    ]


if __name__ == "__main__":
    sys.exit(main())
