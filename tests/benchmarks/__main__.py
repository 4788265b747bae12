"""Runs every benchmark and prints one table: each figure is a ratio to a bare equivalent, same run."""

import importlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    wanted = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    rows = []
    for file in sorted(HERE.glob("bench_*.py")):
        if wanted and not any(word in file.stem for word in wanted):
            continue
        print(f"… {file.stem}", file=sys.stderr, flush=True)
        rows += importlib.import_module(f"tests.benchmarks.{file.stem}").measure()
    if "--json" in sys.argv:
        print(
            json.dumps(
                [{"name": n, "ratio": r, "limit": m} for n, r, m in rows], ensure_ascii=False
            )
        )
    else:
        show(rows)
    return 1 if any(ratio > limit for _, ratio, limit in rows) else 0


def show(rows: list[tuple[str, float, float]]) -> None:
    print("| What | Ratio | Limit | |\n|---|--:|--:|---|")
    for name, ratio, limit in rows:
        print(f"| {name} | {ratio:.2f} | {limit:.2f} | {'ok' if ratio <= limit else 'OVER'} |")


if __name__ == "__main__":
    sys.exit(main())
