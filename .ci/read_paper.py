"""Looks for every text of a draft in its Word document, and reckons its workbook again."""

import json
import re
import sys

import docx
import openpyxl
from docx.oxml import parse_xml

# What stands on paper in other words than in the draft: choices, days, amounts.
SHOWN = {
    "society": "学会（协会、研究会）",
    "yes": "同意",
    "grant": "申请经费",
    "2022-03-10 ~ 2022-10-20": "2022年3月10日至2022年10月20日",
    "2022-03-01": "2022年3月1日",
}


def texts(value):
    """Every line of every text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name != "id":
                yield from texts(item)


def paragraphs(document):
    """Every paragraph, those in tables included."""
    yield from (paragraph.text for paragraph in document.paragraphs)
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from (paragraph.text for paragraph in cell.paragraphs)


def amount(text):
    """An amount as it is printed, or the text itself."""
    return f"{float(text):,.2f}" if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) else text


def read_document(draft, path):
    there = set(paragraphs(docx.Document(path)))
    wanted = [*texts(draft["fields"]), *texts(draft["tables"])]
    missing = [
        text
        for text in wanted
        if SHOWN.get(text, text) not in there and amount(text) not in there
    ]
    assert not missing, missing
    assert "壹万捌仟陆佰元整" in there
    print(f"{len(wanted)} texts found in the document")


def read_workbook(draft, path):
    sheet = openpyxl.load_workbook(path)["预算明细"]
    lines = draft["tables"]["budget"]
    total = 0
    for number, line in enumerate(lines, start=2):
        row = [cell.value for cell in sheet[number]]
        assert row[1:3] == [line["category"], line["item"]], row
        assert (row[3], row[5]) == (float(line["quantity"]), float(line["unit_price"])), row
        assert row[9] == f"=ROUND(D{number}*F{number},2)", row
        total += round(row[3] * row[5], 2)
    assert sheet.cell(len(lines) + 2, 10).value == f"=SUM(J2:J{len(lines) + 1})"
    shown = openpyxl.load_workbook(path, data_only=True)["预算明细"]
    assert shown.cell(len(lines) + 2, 10).value == total == 18600, total
    print(f"{len(lines)} lines of the workbook come to {total:,.2f}")


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words(element, taken):
    """The text of an element with all changes taken, or none."""
    gone = WORD + ("del" if taken else "ins")
    return "".join(
        node.text or ""
        for node in element.iter(WORD + "t", WORD + "delText")
        if not any(above.tag == gone for above in node.iterancestors())
    )


def read_review(review, path):
    """Every remark has to be a comment by its author, at its time, on its words; every proposal a change by them."""
    document = docx.Document(path)
    body = document.element.body
    told = {(c.author, c.timestamp.strftime("%Y-%m-%dT%H:%M:%SZ")): [] for c in document.comments}
    for comment in document.comments:
        told[comment.author, comment.timestamp.strftime("%Y-%m-%dT%H:%M:%SZ")].append(comment.text)
    remarks = [entry for entry in review["entries"] if "annotate" in entry["act"]]
    assert len(remarks) >= 6, len(remarks)
    for entry in remarks:
        said = entry["act"]["annotate"]["body"]
        said = said if isinstance(said, list) else [said]
        there = told[entry["by"], entry["time"]]
        assert any(shown(said[0]) in text and shown(said[-1]) in text for text in there), said
    quotes = [
        entry["act"]["annotate"]["on"]["place"]["quote"]["exact"]
        for entry in remarks
        if (entry["act"]["annotate"].get("on") or {}).get("place", {}).get("quote")
    ]
    starts = {start.get(WORD + "id"): start for start in body.iter(WORD + "commentRangeStart")}
    on = []
    for start in starts.values():
        text = ""
        for node in start.itersiblings():
            if node.tag == WORD + "commentRangeEnd" and node.get(WORD + "id") == start.get(WORD + "id"):
                break
            text += words(node, False)
        on.append(text)
    assert len(starts) == len(list(document.comments))
    assert all(quote in on for quote in quotes), (quotes, on)
    cells = [cell for cell in body.iter(WORD + "tc") if any(True for _ in cell.iter(WORD + "ins"))]
    assert [(words(cell, False), words(cell, True)) for cell in cells] == [("900.00", "500.00")]
    for change in [*body.iter(WORD + "ins"), *body.iter(WORD + "del")]:
        assert change.get(WORD + "author") == review["by"], change.attrib
    rows = [row for row in body.iter(WORD + "tr") if row.find(f"{WORD}trPr/{WORD}del") is not None]
    assert len(rows) == 1 and words(rows[0], False) and not words(rows[0], True), rows
    print(f"{len(on)} comments on their words, {len(cells)} change, {len(rows)} row that goes")


WORD14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WORD15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def read_threads(path):
    """An answer has to name the last paragraph of the comment that it answers."""
    parts = {str(part.partname): part for part in docx.Document(path).part.package.iter_parts()}
    comments, threads = (
        parse_xml(parts[name].blob) for name in ("/word/comments.xml", "/word/commentsExtended.xml")
    )
    ends = {}
    for comment in comments:
        *_, last = comment.iter(WORD + "p")
        ends[last.get(WORD14 + "paraId")] = comment
    assert len(ends) == len(threads) == len(comments)
    pairs = [(ends[one.get(WORD15 + "paraId")], ends.get(one.get(WORD15 + "paraIdParent"))) for one in threads]
    told = [(words(own, True), words(parent, True)) for own, parent in pairs if parent is not None]
    assert told == [("见附表。", "［提问］哪三个？请列出。")], told
    print(f"{len(told)} answer in its thread")


def shown(text):
    """Text as it is shown: what cannot be seen is a sign."""
    return text.replace("\u202e", "<U+202E>")


def main():
    draft, review = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
    read_document(draft, sys.argv[3])
    read_workbook(draft, sys.argv[4])
    read_review(review, sys.argv[5])
    read_threads(sys.argv[5])


main()
