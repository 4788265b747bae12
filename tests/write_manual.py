"""Writes the manual's page of messages from the sentences: python -m tests.write_manual."""

from tests.test_sentences import MANUAL
from unionapp.sentences import all_sentences

HEAD = """# Thông báo của chương trình

Mỗi thông báo có một mã. Khi cần hỗ trợ, chỉ cần đọc mã này; mã không chứa dữ liệu cá nhân.
Dấu ngoặc nhọn là chỗ chương trình điền chi tiết.

| Mã | Thông báo |
|---|---|
"""

if __name__ == "__main__":
    rows = (f"| `{code}` | {sentence} |\n" for code, sentence in sorted(all_sentences().items()))
    MANUAL.parent.mkdir(parents=True, exist_ok=True)
    MANUAL.write_text(HEAD + "".join(rows), encoding="utf-8")
