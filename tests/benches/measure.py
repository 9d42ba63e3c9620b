#!/usr/bin/env python3
"""Measures the program beside its peers in one run: measure.py PROGRAM [terminal] [commands] (both when none is named).

terminal   first frame, bytes and milliseconds a key, processor time, memory, cost while nobody types; vim, nano and
           kakoune on the same text, as far as they are there
commands   check, board, log and diff, beside git where git does the like; the board's screen
At the end both are told in one table, with what was wanted of each figure.

Runs on Linux with Python 3.9 or later and nothing else. What depends on the machine is told with its peer; what does not
(bytes a key, characters marked) is also held by tests. The terminal that is played answers what programs ask of one.
"""

import fcntl
import json
import os
import pathlib
import pty
import random
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

HERE = pathlib.Path(__file__).parent
CALL = HERE.parent.parent / "forms" / "yinchuan-2022" / "catalog.json"
KEYS = 200
FIGURES = {}
TYPED = "科技政策宣讲解读基层科普行动"


class Screen:
    """A program in a terminal of 80 by 24."""

    def __init__(self, command, folder, home):
        self.begun = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            environment = {"HOME": str(home), "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "zh_CN.UTF-8",
                           "LC_ALL": "C.UTF-8"}
            os.execvpe(command[0], command, environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def settle(self, quiet):
        """Bytes until it is quiet for so many seconds, and when the last of them came."""
        count, last = 0, time.perf_counter()
        while select.select([self.fd], [], [], quiet)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                break
            if not data:
                break
            # A terminal says where its cursor is: after one narrow character in the second row.
            if b"\x1b[6n" in data:
                os.write(self.fd, b"\x1b[2;2R")
            count, last = count + len(data), time.perf_counter()
        return count, last

    def send(self, keys):
        os.write(self.fd, keys)

    def processor(self):
        """Seconds of processor time so far, all threads."""
        tasks = pathlib.Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def status(self, name):
        for line in pathlib.Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1])
        return 0

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def printed_texts():
    """The long texts of the built-in call."""
    found = []

    def walk(value):
        if isinstance(value, dict):
            for name, member in value.items():
                walk(member)
        elif isinstance(value, list):
            for member in value:
                walk(member)
        elif isinstance(value, str) and len(value) >= 30:
            found.append(value)

    walk(json.loads(CALL.read_text()))
    return found


def paragraphs(chance, size, length=600):
    """Paragraphs of so many characters, to so many bytes."""
    texts, lines, held = printed_texts(), [], 0
    while held < size:
        line = ""
        while len(line) < length:
            text = chance.choice(texts)
            line += text[chance.randrange(len(text) // 2):]
        lines.append(line[:length])
        held += len(lines[-1].encode()) + 1
    return lines


def middle(values):
    return statistics.median(values) if values else 0.0


def high(values):
    return sorted(values)[int(len(values) * 0.99)] if values else 0.0


def typing(make, before):
    """Types into a program, key by key; gives bytes, milliseconds and processor time."""
    screen = make()
    first = (screen.settle(0.4)[1] - screen.begun) * 1e3
    for keys in before:
        screen.send(keys)
        screen.settle(0.3)
    for index in range(5):
        screen.send(TYPED[index].encode())
        screen.settle(0.1)
    used, counts, times = screen.processor(), [], []
    for index in range(KEYS):
        sent = time.perf_counter()
        screen.send(TYPED[index % len(TYPED)].encode())
        count, last = screen.settle(0.04)
        counts.append(count)
        times.append((last - sent) * 1e3)
    used = (screen.processor() - used) * 1e3 * 1000 / KEYS
    memory = screen.status("VmRSS") / 1024
    screen.settle(5.0)
    switches, idle = screen.status("voluntary_ctxt_switches"), screen.processor()
    out = screen.settle(5.0)[0]
    switches = screen.status("voluntary_ctxt_switches") - switches
    idle = (screen.processor() - idle) * 1e3 / 5
    screen.end()
    return {"first": first, "bytes": middle(counts), "bytes99": high(counts), "ms": middle(times), "cpu": used,
            "memory": memory, "wakeups": switches / 5, "idle_bytes": out, "idle_cpu": idle}


def terminal(program, folder):
    """One row a program and place in the text."""
    home = folder / "home"
    home.mkdir()
    run = lambda *words: subprocess.run([program, "--workspace", str(folder / "work"), *words], check=True,
                                        capture_output=True, text=True, env={**os.environ, "HOME": str(home)}).stdout
    run("init")
    draft = run("new", "2022KCZG001").strip()
    text = "\n".join(paragraphs(random.Random(1), 10_000))
    (folder / "source.txt").write_text(text + "\n")

    def ours():
        subprocess.run([program, "--workspace", str(folder / "work"), "set", draft, "plan", "-"], input=text, text=True,
                       check=True, capture_output=True, env={**os.environ, "HOME": str(home)})
        command = [program, "--workspace", str(folder / "work"), "--lang", "zh-CN", "edit", draft, "--at", "plan"]
        return Screen(command, folder, home)

    def peer(*command):
        def start():
            shutil.copy(folder / "source.txt", folder / "t.txt")
            return Screen([*command, "t.txt"], folder, home)
        return start

    rows = [("shenbao, end", ours, [b"\x1b[1;5F"]), ("shenbao, head", ours, [b"\x1b[1;5H"])]
    if shutil.which("vim"):
        vim = peer("vim", "-u", "NONE", "-N", "-n")
        rows += [("vim, end", vim, [b"GA"]), ("vim, head", vim, [b"ggi"])]
    if shutil.which("nano"):
        rows += [("nano, end", peer("nano", "--ignorercfiles", "-S"), [b"\x1b/", b"\x1b[F"])]
    if shutil.which("kak"):
        rows += [("kakoune, end", peer("kak", "-n"), [b"geA"]), ("kakoune, head", peer("kak", "-n"), [b"ggi"])]
    print("| who, where | first frame ms | bytes a key p50 | p99 | ms a key p50 | CPU ms for 1,000 keys | memory MB |"
          " idle: wake-ups/s, bytes, CPU ms/s |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, make, before in rows:
        told = typing(make, before)
        FIGURES[name] = told
        print("| {} | {first:.1f} | {bytes:.0f} | {bytes99:.0f} | {ms:.2f} | {cpu:.0f} | {memory:.1f} |"
              " {wakeups:.1f}, {idle_bytes}, {idle_cpu:.1f} |".format(name, **told), flush=True)


def timed(command, folder, home, tries=5, setup=None):
    """The least processor time and the least time of a few runs, in milliseconds."""
    spent, waited = [], []
    for _ in range(tries):
        if setup:
            setup()
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env={**os.environ, "HOME": str(home)})
        _, _, used = os.wait4(process.pid, 0)
        waited.append((time.perf_counter() - begun) * 1e3)
        spent.append((used.ru_utime + used.ru_stime) * 1e3)
    return min(spent), min(waited)


def tell(name, figures):
    FIGURES[name] = figures
    print("| {} | {:.0f} | {:.0f} |".format(name, *figures), flush=True)


def first_frame(command, folder, home, keys=b"", tries=5):
    """The least time until a program has shown its first frame, or answered keys with one, in milliseconds."""
    least = float("inf")
    for _ in range(tries):
        screen = Screen(command, folder, home)
        begun = screen.begun
        if keys:
            screen.settle(0.7)
            begun = time.perf_counter()
            screen.send(keys)
        if select.select([screen.fd], [], [], 20)[0]:
            _, last = screen.settle(0.004 if keys else 0.4)
            least = min(least, (last - begun) * 1e3)
        screen.end()
    return least


def memory_of(command, folder, home):
    screen = Screen(command, folder, home)
    screen.settle(1.5)
    held = screen.status("VmRSS") / 1024
    screen.end()
    return held


def screens(program, folder, home):
    """What is seen first where there is much: many drafts, a long one, the board."""
    work = folder / "work-1000"
    base = [program, "--workspace", str(work), "--lang", "zh-CN"]
    FIGURES["first frame, 1,000 drafts"] = first_frame([*base, "edit", "2022KCZG001-m00000"], folder, home)
    large = next((work / "drafts").glob("*m00001/draft.json"))
    draft = json.loads(large.read_text())
    draft["fields"]["plan"] = paragraphs(random.Random(3), 1_000_000)
    large.write_text(json.dumps(draft, ensure_ascii=False))
    FIGURES["memory, 1 MB"] = memory_of([*base, "edit", large.parent.name, "--at", "plan"], folder, home)
    review(base, large, folder, home)
    base = [program, "--workspace", str(folder / "work-10000"), "--lang", "zh-CN"]
    for name in ("no index", "index"):
        if name == "no index":
            shutil.rmtree(home / ".local", ignore_errors=True)
        else:
            subprocess.run([*base, "board"], capture_output=True, check=True, env={**os.environ, "HOME": str(home)})
        figure = first_frame(base, folder, home, b"\x02", 1 if name == "no index" else 3)
        FIGURES[f"board screen, {name}"] = figure
        print(f"| first frame of the board's screen, 10,000 drafts, {name} | | {figure:.0f} |", flush=True)


def review(base, large, folder, home):
    """The review of a megabyte in all long fields against its last version, every third paragraph edited."""
    environment = {**os.environ, "HOME": str(home), "GIT_AUTHOR_NAME": "王工", "GIT_AUTHOR_EMAIL": "w@example.cn",
                   "GIT_COMMITTER_NAME": "王工", "GIT_COMMITTER_EMAIL": "w@example.cn"}
    told = subprocess.run([*base, "paths", large.parent.name, "--json"], check=True, capture_output=True, env=environment)
    long = [path["path"] for path in json.loads(told.stdout)["paths"] if path["kind"] == "paragraph"]
    chance, draft = random.Random(4), json.loads(large.read_text())
    for path in long:
        draft["fields"][path] = paragraphs(chance, 1_000_000 // len(long))
    large.write_text(json.dumps(draft, ensure_ascii=False))
    subprocess.run([*base, "save", large.parent.name], check=True, capture_output=True, env=environment)
    for path in long:
        lines = draft["fields"][path]
        draft["fields"][path] = [line[:300] + "新增三十家企业" + line[300:] if number % 3 == 1 else line
                                 for number, line in enumerate(lines)]
    large.write_text(json.dumps(draft, ensure_ascii=False))
    command = [*base, "review", large.parent.name, "--base", "HEAD", "--as", "评审甲"]
    FIGURES["review, 1 MB"] = first_frame(command, folder, home, tries=3)
    screen = Screen(command, folder, home)
    screen.settle(1.5)
    times = []
    for _ in range(40):
        sent = time.perf_counter()
        screen.send(b"\x1b[19~")
        times.append((screen.settle(0.1)[1] - sent) * 1e3)
    screen.end()
    FIGURES["next change, 1 MB"] = middle(times)
    print("| review of 1 MB: first frame; next change | | {:.0f}; {:.1f} |".format(
        FIGURES["review, 1 MB"], FIGURES["next change, 1 MB"]), flush=True)


def edited(chance, lines):
    """The same text with a word put in, taken out or changed in most paragraphs, and one paragraph moved."""
    words = ["专家", "三十家", "知识产权", "120", "培训", "不少于"]
    out = []
    for line in lines:
        at = chance.randrange(len(line) - 4)
        out.append(line[:at] + chance.choice(words) + line[at + chance.randrange(4):])
    out.insert(0, out.pop())
    return out


def commands(program, folder):
    """What commands take, as processor time and as time that passes."""
    home = folder / "home-commands"
    home.mkdir()
    environment = {**os.environ, "HOME": str(home)}
    print("| command | CPU ms | ms |")
    print("| --- | --- | --- |")
    for count in (1_000, 10_000):
        work = folder / f"work-{count}"
        subprocess.run([sys.executable, str(HERE / "workspace.py"), program, str(work), str(count)], check=True,
                       env=environment)
        forget = lambda: shutil.rmtree(home / ".local", ignore_errors=True)
        base = [program, "--workspace", str(work)]
        if count == 1_000:
            tell("check --all, 1,000 drafts", timed([*base, "check", "--all"], folder, home))
            tell("check of one draft", timed([*base, "check", "2022KCZG001-m00000"], folder, home))
        tell(f"board, {count:,} drafts, no index", timed([*base, "board"], folder, home, 3, forget))
        tell(f"board, {count:,} drafts, index", timed([*base, "board"], folder, home))
    screens(program, folder, home)
    history(program, folder, home, environment)
    for size in (10_000, 200_000, 1_000_000):
        chance = random.Random(size)
        lines = paragraphs(chance, size, 400)
        others = edited(chance, lines)
        texts = []
        for name, text in (("a", lines), ("b", others)):
            plain = folder / f"{name}.txt"
            plain.write_text("\n".join(text) + "\n")
            draft = json.loads(next((folder / "work-1000" / "drafts").glob("*m00000/draft.json")).read_text())
            draft["fields"]["plan"] = text
            path = folder / f"{name}.json"
            path.write_text(json.dumps(draft, ensure_ascii=False))
            texts.append((str(path), str(plain)))
        base = [program, "--workspace", str(folder / "work-1000"), "diff", texts[0][0], texts[1][0]]
        git = ["git", "diff", "--no-index", "--word-diff-regex=.", texts[0][1], texts[1][1]]
        tell(f"diff, {size // 1000} KB", timed(base, folder, home))
        tell(f"git diff --word-diff-regex=., {size // 1000} KB", timed(git, folder, home))


def history(program, folder, home, environment):
    """One draft's versions in a repository of 5,000 commits of a hundred drafts."""
    work = folder / "work-history"
    subprocess.run([program, "init", str(work)], check=True, capture_output=True, env=environment)
    draft = subprocess.run([program, "--workspace", str(work), "new", "2022KCZG001"], check=True, capture_output=True,
                           text=True, env=environment).stdout.strip()
    text = (work / "drafts" / draft / "draft.json").read_text()
    stream = ["reset refs/heads/main"]
    for number in range(5_000):
        path = f"drafts/{draft}" if number % 100 == 0 else f"drafts/other-{number % 100}"
        body = text.replace('"fields": {', '"fields": {\n    "basis": "' + str(number) + '",', 1).encode()
        stream.append(f"commit refs/heads/main\ncommitter 王工 <w@example.cn> {1_650_000_000 + number} +0800\n"
                      f"data <<END\n第{number}稿\nEND\nM 100644 inline {path}/draft.json\ndata {len(body)}\n"
                      + body.decode())
    subprocess.run(["git", "fast-import", "--quiet"], input="\n".join(stream).encode(), cwd=work, check=True,
                   env=environment)
    ours = [program, "--workspace", str(work), "log", draft]
    git = ["git", "--no-pager", "log", "--", f"drafts/{draft}"]
    def forget():
        for kept in home.glob(".local/state/shenbao/journals/*/versions/*"):
            kept.unlink()

    for noted in ("", ", noted"):
        if noted:
            subprocess.run(["git", "commit-graph", "write", "--reachable", "--changed-paths"], cwd=work, check=True,
                           capture_output=True, env=environment)
        tell(f"log of one draft among 5,000 commits, the first time{noted}", timed(ours, work, home, 15, forget))
        tell(f"log of one draft among 5,000 commits, list kept{noted}", timed(ours, work, home, 15))
        tell(f"git log -- path{noted}", timed(git, work, home, 15))


def table(program):
    """Everything that the design asks for, with what was measured and its peer in the same run."""
    ours, head, peer = (FIGURES.get(name, {}) for name in ("shenbao, end", "shenbao, head", "vim, end"))
    vim = FIGURES.get("vim, head", {})
    rows = []

    def row(what, figure, goal, beside="", unit="ms"):
        if figure is not None and figure != float("inf"):
            rows.append((what, f"{figure:.1f} {unit}", f"{goal:g} {unit}", beside, "yes" if figure <= goal else "no"))

    def of(name, index):
        return FIGURES[name][index] if name in FIGURES else None

    vim_first = vim.get("first")
    row("first frame, 10 KB draft", ours.get("first"), 10, f"vim {vim_first:.1f}" if vim_first else "")
    row("first frame, 1,000 drafts in the workspace", FIGURES.get("first frame, 1,000 drafts"), 20)
    row("bytes a key, end of a paragraph, p50", ours.get("bytes"), 25, f"vim {peer.get('bytes', 0):.0f}", "B")
    row("bytes a key, end of a paragraph, p99", ours.get("bytes99"), 600, f"vim {peer.get('bytes99', 0):.0f}", "B")
    row("bytes a key, head of a paragraph, p50", head.get("bytes"), 300, f"vim {vim.get('bytes', 0):.0f}", "B")
    row("bytes a key, head of a paragraph, p99", head.get("bytes99"), 600, f"vim {vim.get('bytes99', 0):.0f}", "B")
    row("key to last byte, p50", ours.get("ms"), 1, f"vim {peer.get('ms', 0):.2f}")
    row("CPU for 1,000 keys", ours.get("cpu"), 500, f"vim {peer.get('cpu', 0):.0f}")
    row("memory, 10 KB draft", ours.get("memory"), 15, f"vim {peer.get('memory', 0):.1f}", "MB")
    row("memory, 1 MB draft", FIGURES.get("memory, 1 MB"), 30, "", "MB")
    row("review of 1 MB, first frame", FIGURES.get("review, 1 MB"), 100)
    row("review of 1 MB, next change, p50", FIGURES.get("next change, 1 MB"), 5)
    row("idle, wake-ups a second", ours.get("wakeups"), 0, "vim 0", "")
    row("idle, bytes in five seconds", ours.get("idle_bytes"), 0, "vim 0", "B")
    for place, goal, figures in (("end", 350, ours), ("head", 500, head)):
        if figures:
            # There and back, and the bytes one after another.
            reckoned = 300 + figures["ms"] + figures["bytes"] / 2
            row(f"one key, 300 ms and 2,000 B/s, {place} (reckoned)", reckoned, goal)
    for size, goal in ((10, 2), (200, 20), (1000, 80)):
        git = of(f"git diff --word-diff-regex=., {size} KB", 0)
        row(f"diff, {size} KB, CPU", of(f"diff, {size} KB", 0), goal, f"git {git:.0f}" if git else "")
    row("check, 1,000 drafts", of("check --all, 1,000 drafts", 1), 150)
    row("check, one draft, with start-up", of("check of one draft", 1), 5)
    for name in ("no index", "index"):
        row(f"board screen, 10,000 drafts, first frame, {name}", FIGURES.get(f"board screen, {name}"), 100)
        row(f"board, 10,000 drafts, whole, {name}", of(f"board, 10,000 drafts, {name}", 1), 1000)
    for noted in ("", ", noted"):
        git = of(f"git log -- path{noted}", 1)
        for when in ("the first time", "list kept"):
            name = f"log of one draft among 5,000 commits, {when}{noted}"
            row(name, of(name, 1), round(git or 0, 1), f"git {git:.1f}" if git else "")
    row("program, stripped", os.path.getsize(program) / 2**20, 12, "", "MB")
    print("| what | measured | at most | peer, same run | holds |")
    print("| --- | --- | --- | --- | --- |")
    for cells in rows:
        print("| " + " | ".join(cells) + " |")


def main(program, parts):
    program = str(pathlib.Path(program).resolve())
    with tempfile.TemporaryDirectory() as folder:
        for name, part in (("terminal", terminal), ("commands", commands)):
            if not parts or name in parts:
                part(program, pathlib.Path(folder))
                print()
    table(program)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
