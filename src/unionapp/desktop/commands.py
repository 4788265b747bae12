"""The commands of the window: words, icon, keys, permission and what must be chosen first.

One table says everything; key sets change the keys alone, for hands that know other programs.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QWidget

from unionapp.desktop.key_sets import KEY_SETS
from unionapp.desktop.look.icons import set_icon


@dataclass(frozen=True, slots=True)
class Command:
    """One thing an officer can do."""

    name: str
    text: str
    tip: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    permission: str = ""
    needs_selection: bool = False
    stands_for: str = ""  # on its page it takes the keys of this command, which has no use there


COMMANDS: tuple[Command, ...] = (
    Command("add", "Thêm", "Thêm một bản ghi mới", "add", ("Ctrl+N",), "write"),
    Command("edit", "Sửa", "Sửa bản ghi đang chọn", "edit", ("Ctrl+E",), "write", True),
    Command("save", "Cất", "Cất bản ghi đang nhập", "save", ("Ctrl+S",), "write"),
    Command(
        "save_and_new",
        "Cất và thêm",
        "Cất rồi mở ngay bản ghi mới",
        "save_and_new",
        ("Ctrl+Return", "Ctrl+Enter"),
        "write",
    ),
    Command("postpone", "Hoãn", "Đóng lại, giữ bản nháp", "cancel", ("Esc",)),
    Command("delete", "Xóa", "Xóa bản ghi đang chọn", "delete", ("Ctrl+Del",), "write", True),
    Command("undo", "Hoàn tác", "Lấy lại việc vừa làm", "undo", ("Ctrl+Alt+Z",)),
    Command("copy_field", "Chép ô trên", "Chép ô này từ bản ghi trên", "copy_above", ("Ctrl+'",)),
    Command("copy_record", "Nhân bản", "Chép cả bản ghi trên", "copy", ("Ctrl+L",), "write"),
    Command("next_problem", "Lỗi kế tiếp", "Đến chỗ còn sai kế tiếp", "warning", ("F8",)),
    Command("check_all", "Kiểm tra", "Kiểm tra tất cả", "success", ("F9",)),
    Command("open_file", "Chọn tệp", "Chọn tệp trên máy hoặc USB", "import", ("Ctrl+O",)),
    Command("search", "Tìm", "Tìm trong danh sách", "search", ("Ctrl+F",)),
    Command("refresh", "Nạp", "Đọc lại danh sách", "refresh", ("F5",)),
    Command("next_pane", "Sang khung kế", "Chuyển sang khung kế bên", "forward", ("F6",)),
    Command("preview", "Xem in", "Xem trước bản in", "preview", ("F7",)),
    Command("print", "In", "In ra giấy hoặc PDF", "print", ("Ctrl+P",)),
    Command("post", "Ghi sổ", "Ghi sổ chứng từ đang chọn", "post", ("Ctrl+G",), "post", True),
    Command(
        "event",
        "Biến động",
        "Ghi biến động của người đang chọn",
        "history",
        ("Ctrl+J",),
        "write",
        needs_selection=True,
    ),
    Command(
        "salary",
        "Đổi lương",
        "Đổi tiền lương của người đang chọn",
        "edit",
        permission="write",
        needs_selection=True,
    ),
    Command(
        "hardship",
        "Hoàn cảnh",
        "Ghi hoàn cảnh khó khăn của người đang chọn, hoặc ghi đã hết",
        "member",
        permission="write",
        needs_selection=True,
        stands_for="photos",
    ),
    Command(
        "correct",
        "Ghi nhầm",
        "Rút biến động cuối đã ghi nhầm, hoặc xóa người nhập nhầm",
        "undo",
        permission="write",
        needs_selection=True,
        stands_for="delete",
    ),
    Command(
        "reveal",
        "Hiện phần che",
        "Hiện phần đang che của người đang chọn; nhật ký ghi lại",
        "card",
        (),
        "",
        True,
    ),
    Command("make_list", "Lập danh sách", "Lập danh sách thu của tháng", "refresh", (), "write"),
    Command(
        "collect",
        "Thu đủ, trừ…",
        "Thu của mọi người, trừ vài người",
        "add",
        permission="write",
        stands_for="add",
    ),
    Command(
        "pay_one",
        "Một người nộp…",
        "Một người nộp nợ cũ, một phần hoặc nộp trước nhiều tháng",
        "member",
        permission="write",
    ),
    Command(
        "set_due",
        "Đặt mức nộp",
        "Đặt mức phải nộp của người đang chọn",
        "edit",
        permission="write",
        needs_selection=True,
        stands_for="edit",
    ),
    Command("reverse", "Hủy chứng từ", "Hủy bằng chứng từ ghi số âm", "undo", (), "post", True),
    Command(
        "withdraw_approval",
        "Rút duyệt",
        "Chủ tịch rút lại việc duyệt chứng từ chưa ghi sổ",
        "undo",
        needs_selection=True,
    ),
    Command(
        "approve",
        "Duyệt",
        "Chủ tịch duyệt hoặc trả lại chứng từ đang chọn",
        "success",
        ("F10",),
        "",
        needs_selection=True,
    ),
    Command(
        "attach",
        "Tệp kèm",
        "Xem, thêm, bỏ tệp kèm chứng từ",
        "attach",
        needs_selection=True,
        stands_for="open_file",
    ),
    Command("recipients", "Danh sách ký nhận", "Ai nhận bao nhiêu", "members", (), "", True),
    Command(
        "copy_voucher",
        "Nhân bản",
        "Lập chứng từ như chứng từ đang chọn",
        "copy",
        permission="write",
        needs_selection=True,
        stands_for="copy_record",
    ),
    Command("repeat", "Lặp hằng tháng", "Đề nghị lập lại mỗi tháng", "refresh", (), "write", True),
    Command(
        "more",
        "Khác…",
        "Danh sách ký nhận, nhân bản, lặp hằng tháng, hủy, xóa",
        "more",
        ("Shift+F10",),
        "",
        needs_selection=True,
    ),
    Command("transfer", "Chuyển quỹ", "Chuyển tiền giữa quỹ và ngân hàng", "forward", (), "write"),
    Command("call_off", "Hủy hoạt động", "Hủy hoạt động đang chọn", "delete", (), "write", True),
    Command(
        "attendance",
        "Người dự",
        "Đánh dấu đoàn viên đã dự",
        "members",
        ("F11",),
        "write",
        needs_selection=True,
    ),
    Command(
        "photos",
        "Hình ảnh",
        "Xem, thêm, bỏ ảnh của hoạt động",
        "attach",
        ("Ctrl+H",),
        "",
        needs_selection=True,
    ),
    Command(
        "pay",
        "Phiếu chi",
        "Lập phiếu chi từ kinh phí, hoặc mở phiếu đã lập",
        "finance",
        ("F12",),
        "",
        needs_selection=True,
    ),
    Command("calendar", "Lịch", "Xem theo lịch tháng", "calendar", ("Ctrl+I",)),
    Command("why", "Vì sao?", "Xem các bản ghi đứng sau con số", "info", ("Ctrl+Y",), "", True),
    Command(
        "type_figure", "Nhập số", "Nhập số mà sổ không có", "edit", ("Ctrl+U",), "write", True
    ),
    Command("assign", "Giao cấp dưới", "Giao số cho từng đơn vị", "send", (), "write", True),
    Command(
        "mark_done",
        "Đã làm xong",
        "Ghi ngày làm xong",
        "success",
        ("Ctrl+Shift+D",),
        "write",
        True,
    ),
    Command("end_post", "Thôi chức vụ", "Ghi ngày và lý do thôi", "cancel", (), "write", True),
    Command(
        "train", "Ghi bồi dưỡng", "Ghi khóa học của người đang chọn", "add", (), "write", True
    ),
    Command(
        "regroup",
        "Chuyển tổ",
        "Chuyển người đang chọn sang tổ khác",
        "forward",
        ("Ctrl+Shift+M",),
        "write",
    ),
    Command(
        "extend", "Gia hạn", "Gia hạn trả lời, chỉ được một lần", "calendar", (), "write", True
    ),
    Command("answer", "Trả lời", "Ghi kết quả trả lời yêu cầu", "success", (), "write", True),
    Command(
        "show_data", "Dữ liệu đang giữ", "Xem mọi dữ liệu của người này", "card", (), "", True
    ),
    Command("withdraw", "Rút đồng ý", "Ghi việc rút lại sự đồng ý", "undo", (), "write", True),
    Command("hold", "Giữ hồ sơ", "Giữ dữ liệu đến một ngày", "lock", (), "write", True),
    Command(
        "erase", "Xóa dữ liệu", "Xóa dữ liệu cá nhân, còn lại con số", "delete", (), "write", True
    ),
    Command("lock", "Khóa sổ", "Khóa sổ kỳ làm việc", "lock", (), "lock"),
    Command("previous", "Bản trước", "Đến bản ghi trước", "up", ("Ctrl+PgUp",)),
    Command("next", "Bản sau", "Đến bản ghi sau", "down", ("Ctrl+PgDown",)),
    Command(
        "export_list",
        "Xuất Excel",
        "Xuất danh sách đang xem ra bảng tính, đúng bộ lọc, thứ tự và cột đang thấy",
        "export",
        ("Ctrl+Shift+X",),
    ),
    Command(
        "sort",
        "Sắp danh sách",
        "Chọn cột để sắp danh sách đang xem; chọn lại cột ấy là đảo thứ tự",
        "filter",
        ("Ctrl+Shift+S",),
    ),
    Command("command_box", "Tìm lệnh", "Gõ tên việc cần làm", "search", ("Ctrl+K",)),
    Command("go_to", "Đi tới trang", "Gõ tên hoặc số của trang", "forward", ("Ctrl+T",)),
    Command("fold", "Thu gọn danh mục", "Thu gọn hoặc mở danh mục bên trái", "fold", ("Ctrl+B",)),
    Command("help", "Trợ giúp", "Mở trang trợ giúp của chỗ này", "help", ("F1",)),
)


def command(name: str) -> Command:
    """The command of a name.

    Raises:
        KeyError: there is none.
    """
    return _BY_NAME[name]


def keys_of(name: str, key_set: str = "default") -> tuple[str, ...]:
    """The keys of a command in a key set."""
    row = command(name)
    return KEY_SETS[key_set].get(row.stands_for or name, command(row.stands_for or name).keys)


def say_keys(words: str, name: str, key_set: str = "default") -> str:
    """Words on a button with the keys of a command beside them."""
    keys = keys_of(name, key_set)
    return f"{words} ({keys[0].replace('Return', 'Enter')})" if keys else words


class Actions(QObject):
    """The actions of one screen, made from the table; one method enables and disables all."""

    def __init__(
        self,
        owner: QWidget,
        deeds: Mapping[str, Callable[[], object]],
        *,
        key_set: str = "default",
        permissions: Iterable[str] = ("write", "post", "lock"),
    ) -> None:
        super().__init__(owner)
        self._permissions = frozenset(permissions)
        self._actions: dict[str, QAction] = {}
        for name, deed in deeds.items():
            action = self._actions[name] = _make(name, key_set, owner)
            action.triggered.connect(without_argument(deed))
            owner.addAction(action)
        self.allow(has_selection=False)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def allow(self, *, has_selection: bool, refused: Iterable[str] = ()) -> None:
        """Enable what may be done now."""
        closed = frozenset(refused)
        for name, action in self._actions.items():
            row = command(name)
            is_permitted = not row.permission or row.permission in self._permissions
            is_possible = has_selection or not row.needs_selection
            action.setEnabled(is_permitted and is_possible and name not in closed)

    def use_keys(self, key_set: str) -> None:
        """Change to another key set."""
        for name, action in self._actions.items():
            _set_keys(action, name, key_set)

    def all(self) -> tuple[QAction, ...]:
        """Every action, in the order of the screen."""
        return tuple(self._actions.values())


def _make(name: str, key_set: str, owner: QWidget) -> QAction:
    row = command(name)
    action = QAction(row.text, owner)
    action.setObjectName(name)
    action.setStatusTip(row.tip)
    if row.icon:
        set_icon(action, row.icon)
    context = Qt.ShortcutContext.WidgetWithChildrenShortcut
    if isinstance(owner, QMainWindow):  # its keys are there even when nothing has the cursor
        context = Qt.ShortcutContext.WindowShortcut
    action.setShortcutContext(context)
    action.setAutoRepeat(False)
    _set_keys(action, name, key_set)
    return action


def _set_keys(action: QAction, name: str, key_set: str) -> None:
    action.setShortcuts([QKeySequence(key) for key in keys_of(name, key_set)])
    action.setToolTip(say_keys(command(name).tip, name, key_set))


def without_argument(deed: Callable[[], object]) -> Callable[[], None]:
    """The deed for a signal that tells more than it wants to hear."""

    def act() -> None:
        deed()

    return act


_BY_NAME = {row.name: row for row in COMMANDS}
