"""How right our reader is beside its peers: tables found and read, tables read in known regions, and the time taken.

Documents with known tables are read in place from a folder that is no part of the project; without it there is nothing
to do. Peers take part when they are installed (dependency group `bench`).

    python -m benchmarks.accuracy [BENCH] [--readers plumbline,camelot] [--rounds 3] [--nics all] [--json OUT]
    python -m benchmarks.accuracy --pictures DIR     the documents below 0.9, drawn
    python -m benchmarks.accuracy --profile          where our time goes
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
import warnings
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:1] = [str(ROOT)]  # also when run as a folder

from benchmarks.accuracy import others, pictures, timing  # noqa: E402
from benchmarks.accuracy.corpus import Corpus, Tables  # noqa: E402
from benchmarks.accuracy.readers import Reader, ours, ours_by_page, readers  # noqa: E402

LOW = 0.9
"""Documents below this F1 are listed."""
REASONS = ROOT / "docs" / "accuracy.md"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bench", nargs="?", type=Path, default=ROOT.parent / "shared" / "bench")
    parser.add_argument("--readers", default="", help="only those whose names begin so (comma separated)")
    parser.add_argument("--only", default="", help="only these documents (comma separated)")
    parser.add_argument("--rounds", type=int, default=3, help="of timing our reader; 0: no timing")
    parser.add_argument("--nics", choices=("ours", "all", "none"), default="ours", help="who reads the NICS report")
    parser.add_argument("--pictures", type=Path, metavar="DIR")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--json", type=Path, metavar="OUT")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    corpus = Corpus(asked.bench, frozenset(filter(None, asked.only.split(","))))
    if not (asked.bench / "score.py").is_file() or not corpus.documents:
        print(f"There is nothing to measure with: {asked.bench} holds no scorer or no documents with known tables.")
        return
    if asked.profile:
        for name, share in timing.where(ours, corpus.documents, ROOT)[:25]:
            print(f"{share:6.1%}  {name}")
        return
    found, missing = readers()
    wanted = [r for r in found if not asked.readers or r.name.startswith(tuple(asked.readers.split(",")))]
    results = [measure(reader, corpus, asked.rounds, asked.nics) for reader in wanted]
    show(results, corpus, missing)
    if asked.pictures and results[0]["reader"] == "plumbline":
        for doc in low(results[0]):
            path = next(p for p in corpus.documents if p.stem == doc)
            known = next(regions for source, regions in corpus.regions.values() if source == path)
            for made in pictures.draw(path, known, asked.pictures):
                print(made)
    if asked.json:
        asked.json.write_text(json.dumps(results, indent=1), encoding="utf-8")


def measure(reader: Reader, corpus: Corpus, rounds: int, nics: str) -> dict[str, Any]:
    """All figures of one reader; a document that it cannot read counts as one without tables."""
    print(f"{reader.name} …", file=sys.stderr, flush=True)
    mine = reader.name == "plumbline"
    predictions: dict[str, Tables] = {}
    failed: dict[str, str] = {}
    took = chars = 0.0
    for path in corpus.documents:
        kept: list[Tables] = []
        try:
            took += timing.seconds(lambda p, kept=kept: kept.append(reader.read(p)), path)  # type: ignore[misc]
            predictions[path.stem] = kept[0]
        except Exception as error:  # whatever a reader raises: it has read nothing
            failed[path.stem] = f"{type(error).__name__}: {error}"[:200]
            predictions[path.stem] = []
        chars += timing.seconds(timing.characters, path) if rounds else 0.0
    each, total = corpus.score(predictions, "e2e")
    result: dict[str, Any] = {
        "reader": reader.name, "e2e": total, "documents": each, "failed": failed,
        "time_ratio": took / chars if rounds else None,
    }  # fmt: skip
    if mine and rounds:
        result["time_ratio"], result["time_ratio_each"] = timing.ratio(reader.read, corpus.documents, rounds)
    if reader.read_regions is not None:
        given = {name: reader.structure(path, regions) for name, (path, regions) in corpus.regions.items()}
        result["structure_documents"], result["structure"] = corpus.score(given, "structure")
    if nics == "all" or (mine and nics == "ours"):
        read = ours_by_page if mine else reader.read
        result["nics"] = others.nics(corpus.bench, read)
        result["csvs"] = others.expected_csvs(corpus.bench, read)
    return result


def show(results: list[dict[str, Any]], corpus: Corpus, missing: list[str]) -> None:
    """Print the table of readers, the documents that are read worst, and the rest."""
    count = len(corpus.documents)
    tables = int(results[0]["e2e"]["tables"]) if results else 0
    print(f"{count} documents, {tables} tables. F: of the averages of precision and recall over the documents.")
    print("Time: as a ratio to pdfplumber's characters of the same pages in the same process.\n")
    print("| reader | P | R | F | tables exact | false tables | F, regions given | time ratio |")
    print("|---|---|---|---|---|---|---|---|")
    for r in results:
        t, s = r["e2e"], r.get("structure")
        given = f"{s['f_of_avg']:.3f}" if s else ""
        ratio = f"{r['time_ratio']:.2f}" if r["time_ratio"] is not None else ""
        print(
            f"| {r['reader']} | {t['avg_p']:.3f} | {t['avg_r']:.3f} | {t['f_of_avg']:.3f} | {t['exact_tables']} | "
            f"{t['false_tables']} | {given} | {ratio} |"
        )
    for name in missing:
        print(f"| {name} | not installed | | | | | | |")
    for r in results:
        for doc, why in r["failed"].items():
            print(f"\n{r['reader']} cannot read {doc}: {why}")
    _show_low(results)
    for r in results:
        if r.get("nics"):
            print(f"\nNICS, {r['reader']}: {r['nics']}")
        if r.get("csvs"):
            print(f"\nRows equal to the expected CSVs, {r['reader']}:")
            for name, wanted, equal in r["csvs"]:
                print(f"  {name[:60]:60} {equal:5} of {wanted:5}")


def low(result: dict[str, Any]) -> list[str]:
    """The documents that a reader reads worse than the limit, in either mode."""
    given = result.get("structure_documents", {})
    return [
        doc for doc, d in result["documents"].items() if min(d["f1"], given.get(doc, {}).get("f1", 1.0)) < LOW
    ]  # fmt: skip


def _show_low(results: list[dict[str, Any]]) -> None:
    mine = next((r for r in results if r["reader"] == "plumbline"), None)
    if mine is None:
        return
    reasons = _reasons()
    print(f"\nDocuments of ours below {LOW} in either mode:\n")
    print("| document | tables | F1 | F1, regions given | reason |")
    print("|---|---|---|---|---|")
    for doc in low(mine):
        d, s = mine["documents"][doc], mine.get("structure_documents", {}).get(doc)
        given = f"{s['f1']:.3f}" if s else ""
        print(f"| {doc} | {len(d['tables'])} | {d['f1']:.3f} | {given} | {reasons.get(doc, '')} |")


def _reasons() -> dict[str, str]:
    """The reasons that the page on accuracy gives, by document."""
    if not REASONS.is_file():
        return {}
    rows = re.findall(r"^\| ([\w-]+) \|.*\| ([^|]+) \|$", REASONS.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(rows)


if __name__ == "__main__":
    main()
