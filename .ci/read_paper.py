"""Looks for every text of a draft in its Word document, and reckons its workbook again."""

import json
import re
import sys

import docx
import openpyxl

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


def main():
    draft = json.load(open(sys.argv[1], encoding="utf-8"))
    read_document(draft, sys.argv[2])
    read_workbook(draft, sys.argv[3])


main()
