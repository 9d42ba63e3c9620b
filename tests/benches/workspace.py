#!/usr/bin/env python3
"""Makes a workspace of many full drafts to measure with: workspace.py PROGRAM FOLDER COUNT.

Each of the built-in call's projects gets one draft by the program itself; the others are copies with another id, another
applicant, other texts and other budget lines, about 10 KB each. The same count gives the same drafts.
"""

import json
import pathlib
import random
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
LINES = HERE.parent / "fixtures" / "spending" / "look.tsv"
PROSE = ("basis", "aim", "plan", "results", "budget_note", "lead/experience")
SENTENCES = (
    "面向全市科技型企业开展政策宣讲和解读，",
    "邀请高校和科研院所的专家担任主讲，",
    "每场不少于五十人，并做满意度调查；",
    "3月完成筹备，4月至9月组织实施，10月总结验收。",
    "资料汇编成册，印制300份，发放到企业和园区。",
    "通过“科创中国”平台登记需求、对接成果，",
    "经费实行专款专用，单独核算，接受监督检查。",
    "建立工作台账，做到活动有安排、有记录、有总结。",
)
FILLED = {
    "cover/period": "2022-03-01 ~ 2022-10-30",
    "applicant/type": "学会（协会、研究会）",
    "applicant/address": "银川市金凤区某路1号",
    "applicant/legal_person": "李某",
    "applicant/contact": "王某",
    "applicant/phone": "0951-1234567",
    "lead/name": "赵某",
    "lead/title": "高级工程师",
    "lead/phone": "13900000000",
    "declaration/agree": "同意",
    "declaration/signed_by": "李某",
}


def prose(chance, characters):
    """Paragraphs of at least that many characters."""
    lines, held = [], 0
    while held < characters:
        line = "".join(chance.choice(SENTENCES) for _ in range(4))
        lines.append(line)
        held += len(line)
    return lines


def budget(chance, rows):
    """Budget rows from the labelled lines."""
    chosen = chance.sample(rows, 8)
    return [
        {"id": f"r{n}", "category": row[1], "item": row[2], "quantity": str(chance.randint(1, 40)), "unit": row[3],
         "unit_price": str(chance.randint(2, 80) * 10), "justification": "用于当日活动"}
        for n, row in enumerate(chosen)
    ]


def main(program, folder, count):
    folder = pathlib.Path(folder)
    run = lambda *words: subprocess.run([program, *words], check=True, capture_output=True, text=True).stdout
    run("init", str(folder))
    catalog = json.loads(run("--workspace", str(folder), "--json", "catalog", "list"))
    codes = [project["code"] for project in catalog]
    models = []
    for code in codes:
        run("--workspace", str(folder), "new", code)
        [made] = (folder / "drafts").glob(f"{code}-*")
        models.append((code, json.loads((made / "draft.json").read_text())))
        (made / "draft.json").unlink()
        made.rmdir()
    labelled = [line.split("\t") for line in LINES.read_text().splitlines() if not line.startswith("#")]
    rows = {code: [row for row in labelled if row[0] == code] or labelled for code in codes}
    for number in range(count):
        chance = random.Random(number)
        code, model = models[number % len(models)]
        draft = json.loads(json.dumps(model))
        draft["id"] = f"{code}-m{number:05}"
        draft["fields"].update(FILLED)
        draft["fields"]["applicant/name"] = f"银川市第{number}学会"
        for name in PROSE:
            draft["fields"][name] = prose(chance, 300)
        draft["tables"]["budget"] = budget(chance, rows[code] if len(rows[code]) >= 8 else labelled)
        place = folder / "drafts" / draft["id"]
        place.mkdir()
        text = json.dumps(draft, ensure_ascii=False, indent=2) + "\n"
        (place / "draft.json").write_text(text)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
