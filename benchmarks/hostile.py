"""Makes a hostile collection: some 350 seeds that try to run, load, leak, deface or stop a build.

Every script in it calls ``pwned(N)``, which a browser test defines and listens to. All payloads
are written for this project.
"""

import codecs
import json
import os
import socket
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.escape import clean
from generator.read.normalise import normalise
from generator.shown_paths import shown_path

ELSEWHERE = "http://203.0.113.7"  # an address that documentation may use and nobody has


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """A seed: its path as bytes, how it is put there, and what must become of it.

    ``published`` is None for what is silently skipped; ``text`` is the text that its page must
    show, where the format lets one say so without the program's own readers.
    """

    name: bytes
    put: Callable[[Path], None]
    published: bool | None = True
    text: str | None = None


# What is written into the text, title and metadata of articles; N becomes a number of its own.
PAYLOADS = (
    "<script>pwned(N)</script>",
    "</title><script>pwned(N)</script>",
    "</script><script>pwned(N)</script>",
    "</textarea></style></noscript></template><script>pwned(N)</script>",
    "<img src=x onerror=pwned(N)>",
    "<img src=`x`onerror=pwned(N)>",
    '"><img src=x onerror="pwned(N)">',
    "' onmouseover='pwned(N)' x='",
    '" autofocus onfocus="pwned(N)" x="',
    "<svg/onload=pwned(N)>",
    "<svg><animate onbegin=pwned(N) attributeName=x dur=1s>",
    "<details open ontoggle=pwned(N)>",
    "<body onload=pwned(N)>",
    "<iframe src=javascript:parent.pwned(N)></iframe>",
    '<iframe srcdoc="<script>parent.pwned(N)</script>"></iframe>',
    "<object data=javascript:pwned(N)></object>",
    f"<link rel=stylesheet href={ELSEWHERE}/N.css>",
    f"<img src={ELSEWHERE}/N.png>",
    f"<meta http-equiv=refresh content='0;url={ELSEWHERE}/N'>",
    f"<base href={ELSEWHERE}/N/>",
    f"<form action={ELSEWHERE}/N><input name=q></form>",
    "<style>body{display:none}</style>",
    f"<style>@import '{ELSEWHERE}/N.css';</style>",
    "<plaintext>",
    "<!-- everything after this",
    "--> and <!--[if IE]> <![endif]--> done",
    "<![ y",
    "<![CDATA[ <script>pwned(N)</script> ]]>",
    "<?php system('N'); ?>",
    "&lt;script&gt;pwned(N)&lt;/script&gt;",
    "&#60;script&#62;pwned(N)&#60;/script&#62;",
    "&#x3c;img src=x onerror=pwned(N)&#x3e;",
    "%3Cscript%3Epwned(N)%3C/script%3E",
    "\\u003cscript\\u003epwned(N)\\u003c/script\\u003e",
    "[press](javascript:pwned(N))",
    "[press](JaVaScRiPt&colon;pwned(N))",
    "[press](data:text/html;base64,PHNjcmlwdD5wYXJlbnQucHduZWQoMSk8L3NjcmlwdD4=)",
    "[press](vbscript:pwned(N))",
    "![picture](javascript:pwned(N))",
    f"![picture]({ELSEWHERE}/N.png)",
    "<javascript:pwned(N)>",
    f"<{ELSEWHERE}/N>",
    f"{ELSEWHERE}/N www.example.com me@example.com",
    '[a][N] [N]: javascript:pwned(N) "title"',
    "[Home]: javascript:pwned(N)",
    "[^N] a note [^N]: <script>pwned(N)</script>",
    "*[HTML]: <script>pwned(N)</script>",
    "{: onclick=pwned(N) }",
    "{ #title .m onclick=pwned(N) style=position:fixed }",
    "word{: onmouseover=pwned(N) }",
    "# word { onclick=pwned(N) }",
    '!!! danger "<script>pwned(N)</script>"',
    '??? note "<script>pwned(N)</script>"',
    '=== "<img src=x onerror=pwned(N)>"',
    "/// details | <script>pwned(N)</script>",
    '--8<-- "/etc/passwd"',
    ';--8<-- "../mkdocs.yml"',
    f'--8<-- "{ELSEWHERE}/N.md"',
    "{{ config }} {{ 7 * N }} {% include 'x' %} {# gone #}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{% raw %}{{ N }}{% endraw %}",
    "${N} #{N} <%= N %> @(N)",
    "```mermaid graph TD; A-->B",
    "~~~ { .python onclick=pwned(N) }",
    "`code <script>pwned(N)</script>`",
    "++ctrl+alt+N++ ==mark== ^^ins^^ ~~del~~ H~2~O x^2^ {--gone--} {++new++}",
    ":smile: :material-account: :fontawesome-brands-x:",
    "$$\\href{javascript:pwned(N)}{x}$$ \\(x\\) \\[y\\]",
    "| a | b | |---|---| | <script>pwned(N)</script> | x |",
    "Term : <script>pwned(N)</script>",
    "1. one 2) two - three + four * five > six",
    "--- === *** ___ ...",
    "- [ ] task - [x] <img src=x onerror=pwned(N)>",
    "\u202egnp.exe\u202c and \u2066hidden\u2069 \u200bzero\u200bwidth\ufeff",
    "שלום \u202eabc\u202c עולם <script>pwned(N)</script> مرحبا 123",
    "Z\u0351\u036b\u0343\u036a\u0302a\u0321\u034el\u0334g\u0335o " + "e" + "\u0301" * 200,
    "\x01\x02\x03 klzzwxh:0001 wzxhzdk:0 \x02amp\x03",
    "\ud7ff \ufffe \uffff \U0001fffe control \x0b \x0c \x85 characters",
    "\u2028window.pwned(N)\u2029//",
    '"}],"x":"</script><script>pwned(N)</script>',
    "]]></description><script>pwned(N)</script>",
    "=cmd|'/c calc'!A1",
    "+1-2 @SUM(A1) -3+4",
    "<mark>pwned</mark> <em data-md-highlight=N>x</em>",
    '<a href=# id=__config>{}</a><script id=__config>{"base": "//203.0.113.7"}</script>',
    "<input id=__search name=attributes><img name=body>",
    "title: pwned template: redirect.html location: javascript:pwned(N)",
    "\\<script>pwned(N)\\</script> \\[x](javascript:pwned(N)) \\\\`",
    "&nbsp;&amp;amp;&lt;&unknown;&#0;&#x110000;&",
    "<" * 60 + "script>pwned(N)" + "</" * 20,
    "[" * 300 + "x" + "](y)" * 60,
    "*" * 200 + "_" * 200 + "`" * 99,
    "x-on:click @click=pwned(N) v-html ng-app {{constructor.constructor('pwned(N)')()}}",
    "javascript:pwned(N)//--></script></title><svg onload=pwned(N)>",
)

# First lines that site generators take for metadata of the page.
_OPENINGS = (
    "Template: redirect.html\nLocation: javascript:pwned(N)\n",
    "Title: <script>pwned(N)</script>\nHide: navigation\n",
    "template: ../../etc/passwd\n",
    "icon: ../../../x\ntags: [[1], {a: 2}]\n",
    "status: new\nsearch:\n  boost: 1000\n",
)
_FRONT = (
    'title: "X"\ntemplate: redirect.html\nlocation: "javascript:pwned(N)"',
    'title: "X"\nhide: [navigation, toc, footer, path]\ntheme: {name: evil}',
    'title: "X"\nauthor: ["A", "X"]\nsource: "X"',
    'title: "X"\nurl: "javascript:pwned(N)"',
    'title: "X"\nurl: "https://example.org/\\"onmouseover=pwned(N)"',
    'title: "X"\ntags: [1, null, {a: b}]\nicon: ../../x\nstatus: 7\nsearch: {exclude: true}',
    'title: "X"\ndescription: "X"\nrobots: "X"\nsite_url: "X"',
    'title: "X"\ndate: "<script>pwned(N)</script>"',
    'title: "X"\nsource: "x\\u2028</script><script>pwned(N)</script>"',
)
_BOMB = "\n".join(
    (
        "a: &a [x,x,x,x,x,x,x,x,x]",
        *(
            f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]"
            for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        ),
    )
)


def collection() -> tuple[Hostile, ...]:
    """Return the whole collection, always the same."""
    return (
        *_texts(),
        *_openings(),
        *_markdown(),
        *_pages(),
        *_records(),
        *_sidecars(),
        *_names(),
        *_encodings(),
        *_slow(),
        *_no_articles(),
        *_no_files(),
    )


def sample(every: int = 5) -> tuple[Hostile, ...]:
    """Return a part of the collection that has seeds of every kind."""
    return collection()[::every]


def write(folder: Path, seeds: tuple[Hostile, ...]) -> None:
    """Put the seeds into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        place = folder / os.fsdecode(seed.name)
        place.parent.mkdir(parents=True, exist_ok=True)
        seed.put(place)


def address(seed: Hostile) -> str:
    """Return the path by which the program names a seed."""
    return shown_path(os.fsdecode(seed.name))


def shown(text: str) -> str:
    """Return what a page must show of `text`, without its white space."""
    return "".join(clean(normalise(text)).split())


def _bytes(data: bytes) -> Callable[[Path], None]:
    return lambda place: _write(place, data)


def _write(place: Path, data: bytes) -> None:
    place.write_bytes(data)


def _file(
    name: str | bytes, data: str | bytes, *, published: bool | None = True, text: str | None = None
) -> Hostile:
    content = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    place = name if isinstance(name, bytes) else os.fsencode(name)
    return Hostile(name=place, put=_bytes(content), published=published, text=text)


def _numbered(payload: str, number: int) -> str:
    return payload.replace("N", str(number)) if "(N)" in payload or "/N" in payload else payload


def _story(words: str) -> str:
    """Return an article that has `words` wherever an extractor takes something from."""
    return (
        f"The harbour office of Lower Brindle said on Tuesday that {words} would reopen the gates."
        f"\n\n{words}\n\n"
        f"“We have {words} and no choice,” said Petra Vance, the harbour master.\n\n"
        f"On 5 March 2024 the Council of {words} in Valdora may have met {words} again, canary."
    )


def _texts() -> Iterator[Hostile]:
    for number, raw in enumerate(PAYLOADS):
        payload = _numbered(raw, number)
        text = f"{payload}\n\n{_story(payload)}\n"
        yield _file(f"text/{number:03}.txt", text, text=text)


def _openings() -> Iterator[Hostile]:
    for number, raw in enumerate(_OPENINGS, 200):
        text = f"{_numbered(raw, number)}\n{_story('the council')}\n"
        yield _file(f"opening/{number}.txt", text, text=text)
        yield _file(f"opening/{number}.md", text)


def _markdown() -> Iterator[Hostile]:
    for number, raw in enumerate(PAYLOADS[::2], 300):
        payload = _numbered(raw, number)
        title = json.dumps(clean(payload)) if clean(payload) else '"x"'
        body = _story(payload).replace("\n\n", "\n\n## " + payload + "\n\n", 1)
        yield _file(f"markdown/{number}.md", f"---\ntitle: {title}\n---\n\n{body}\n")
    for number, raw in enumerate(_FRONT, 400):
        good = "\nurl" not in raw and "\ndate:" not in raw
        words = json.dumps(f"</title><script>pwned({number})</script>")[1:-1]
        front = raw.replace("X", words).replace("(N)", f"({number})")
        yield _file(
            f"markdown/{number}.md", f"---\n{front}\n---\n\n{_story('it')}\n", published=good
        )


def _pages() -> Iterator[Hostile]:
    for number, raw in enumerate(PAYLOADS[::3], 500):
        payload = _numbered(raw, number)
        escaped = payload.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        inside = "".join(
            f"<p>{part}</p>" for part in _story(escaped if number % 2 else payload).split("\n\n")
        )
        yield _file(
            f"pages/{number}.html",
            f'<html><head><title>{escaped}</title><meta name=author content="{escaped}">'
            f'<meta property=og:site_name content="{escaped}"></head>'
            f"<body><article><h1>{escaped}</h1><p>The harbour office met.</p>{inside}"
            "</article></body></html>",
        )


def _records() -> Iterator[Hostile]:
    for number, start in enumerate(range(0, len(PAYLOADS), 20), 600):
        rows = []
        for payload in PAYLOADS[start : start + 20]:
            words = _numbered(payload, number)
            rows.append(
                {"text": _story(words), "title": words, "author": words, "source": words}
                | {"url": f"https://example.org/?{words}", "published": words}
            )
        yield _file(f"records/{number}.jsonl", "".join(json.dumps(row) + "\n" for row in rows))


def _sidecars() -> Iterator[Hostile]:
    article = f"Gates\n\n{_story('it')}\n".encode()
    for number, payload in enumerate(PAYLOADS[1:40:4], 700):
        words = json.dumps(_numbered(payload, number))
        sidecar = f"title: {words}\nsource: {words}\nauthor: [{words}, {words}]\n"
        yield Hostile(name=f"sidecars/{number}.txt".encode(), put=_pair(article, sidecar.encode()))
    for number, bad in enumerate(
        (
            f"title: x\n{_BOMB}\n",
            "a: &a\n  b: *a\n",
            "title: !!python/object/apply:os.system ['touch pwned']\n",
            "title: " + "[" * 3000 + "]" * 3000 + "\n",
            "title: x\n---\ntitle: y\n",
            "- not\n- a mapping\n",
            "title: [unclosed\n",
            "x: y\n" * 30_000,
            "title: \x01\n",
            "reliability: Z\n",
        ),
        750,
    ):
        put = _pair(article, bad.encode())
        yield Hostile(name=f"sidecars/{number}.txt".encode(), put=put, published=False)


def _pair(article: bytes, sidecar: bytes) -> Callable[[Path], None]:
    def put(place: Path) -> None:
        place.write_bytes(article)
        place.with_name(place.name + ".yml").write_bytes(sidecar)

    return put


def _names() -> Iterator[Hostile]:
    names: tuple[str | bytes, ...] = (
        *("index.txt", "index.md", "Index.html", "INDEX.TXT", "README.md", "404.md", "search.txt"),
        *("CON.txt", "nul.txt", "aux.md", "com1.txt", "LPT9.txt", "con.con.txt"),
        *("-rf.txt", "--help.md", "--version.txt", "-.txt", "~.txt", "~root.txt", "!.txt"),
        *("..%2f..%2fetc%2fpasswd.txt", "..\\..\\up.txt", "....txt", "a..b.txt", "%00.txt"),
        *("$(pwned 1).txt", "`pwned`.txt", ";pwned;.txt", "a|b.txt", "a&b.txt", "*.txt", "?.txt"),
        *("<img src=x onerror=pwned(801)>.txt", '"onmouseover="pwned(802).txt', "'.txt"),
        *("{{ config }}.txt", "[x](javascript:pwned(803)).txt", "a#b?c=d.txt", "a:b.txt"),
        *(" .txt", "  lead.txt", "trail .txt", "tab\there.txt", "line\nbreak.txt", "\r.txt"),
        *("\u202etxt.exe.txt", "zero\u200bwidth.txt", "😀👩‍👩‍👧.txt", "文章.txt", "عنوان.txt"),
        unicodedata.normalize("NFC", "café-twin.txt"),
        unicodedata.normalize("NFD", "café-twin.txt"),
        *("twin.txt", "Twin.txt", "TWIN.TXT", "twin.md", "sub/twin.txt", "Sub/twin.txt"),
        *("dir.txt/inside.txt", "deep/" * 25 + "x.txt", "x" * 251 + ".txt", "é" * 125 + ".txt"),
        *(b"\xff\xfe.txt", b"%FF.txt", b"\xed\xa0\x80.txt", b"caf\xe9.txt"),
        *("2024-02-31-no-such-day.txt", "9999-99-99.txt", "a.txt.txt", "a.html.md", "x.TXT"),
    )
    for number, name in enumerate(names):
        text = f"Gates of Brindle\n\n{_story('it')} Name {number}.\n"
        raw = name if isinstance(name, bytes) else os.fsencode(name)
        yield _file(b"names/" + raw, text, published=None if raw.startswith(b".") else True)
    for name in ("a.exe", "b", "c.svg", "d.js", "e.yml", "f.txt~", "g.TXT.lnk", "Thumbs.db"):
        yield _file(f"names/{name}", _story("it"), published=False)
    yield _file("names/.hidden.txt", _story("it"), published=None)
    yield _file("names/" + "deeper/" * 35 + "x.txt", _story("it"), published=None)
    yield _file("names/.git/config.txt", _story("it"), published=None)


def _encodings() -> Iterator[Hostile]:
    text = f"Café à la gare\n\n{_story('“naïve” – 5 €')}\n"
    for number, (encoding, mark) in enumerate(
        (
            ("utf-8", codecs.BOM_UTF8),
            ("utf-16-le", codecs.BOM_UTF16_LE),
            ("utf-16-be", codecs.BOM_UTF16_BE),
            ("utf-32-le", codecs.BOM_UTF32_LE),
            ("utf-32-be", codecs.BOM_UTF32_BE),
            ("utf-16-le", b""),
            ("cp1252", b""),
        ),
        900,
    ):
        yield _file(f"encodings/{number}.txt", mark + text.encode(encoding), text=text)
    good = text.encode()
    yield _file("encodings/stray.txt", good.replace("à".encode(), b"\xe0", 1))
    yield _file("encodings/overlong.txt", good + b"\xc0\xbcscript\xc0\xbepwned(950)")
    yield _file("encodings/cut.txt", good + "€".encode()[:2])
    yield _file("encodings/surrogates.txt", good + b"\xed\xa0\x80\xed\xbf\xbf")
    yield _file("encodings/utf7.txt", good + b"+ADw-script+AD4-pwned(951)+ADw-/script+AD4-")
    yield _file(
        "encodings/utf7.html",
        b"<meta charset=utf-7><p>+ADw-script+AD4-pwned(952)+ADw-/script+AD4-</p><p>Words here.</p>",
    )
    yield _file(
        "encodings/shift.html",
        b"<meta charset=shift_jis><p>" + "港の門".encode("shift_jis"),
    )
    yield _file("encodings/mac.txt", text.replace("\n", "\r"), text=text)
    yield _file("encodings/mixed.txt", text.replace("\n\n", "\r\n\n\r\u2029"), text=text)
    yield _file("encodings/damaged16.txt", codecs.BOM_UTF16_LE + b"\x00\xd8a", published=False)
    yield _file("encodings/nul.txt", b"words\0and nul " * 9, published=False)
    yield _file("encodings/binary.txt", bytes(range(1, 32)) * 40, published=False)


def _slow() -> Iterator[Hostile]:
    """Texts on which careless programs take quadratic time (longer ones: pathological.py)."""
    for number, text in enumerate(
        (
            "[" * 6_000,
            "*a_ " * 2_000,
            "“" * 3_000,
            "“a” said " * 1_000,
            "A" * 20_000,
            "A. " * 4_000,
            "Mr. " * 3_000,
            "a\n" * 6_000,
            "5 March 2024, " * 1_000,
            "<" * 20_000,
            "&#" * 8_000,
            "\u0301" * 20_000,
        )
    ):
        yield _file(f"slow/{number}.txt", f"Gates\n\n{_story('it')}\n\n{text}\n")
    yield _file("slow/nested.html", "<div>" * 200 + "<p>words" + "</div>" * 200)
    yield _file("slow/quotes.md", ">" * 4_000 + " words\n\nOther words here.\n")
    yield _file("slow/lists.md", "".join(" " * n + "- a\n" for n in range(400)))


def _no_articles() -> Iterator[Hostile]:
    for name, data in (
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\r\n\xc2\xa0"),
        ("signs.txt", b"*** --- 1234 !!!"),
        ("empty.html", b""),
        ("script.html", b"<script>pwned(970)</script>"),
        ("empty.jsonl", b"\n\n"),
        ("text.jsonl", b"not json\n"),
        ("array.jsonl", b"[1, 2]\n"),
        ("deep.jsonl", b'{"text": ' + b"[" * 100_000 + b"\n"),
        ("number.jsonl", b'{"text": 1' + b"0" * 50_000 + b"}\n"),
        ("deep.html", b"<div>" * 100_000),
        ("a.pdf.txt", b"%PDF-1.7 words words"),
        ("zip.txt", b"PK\x03\x04 words words"),
        ("gzip.txt", b"\x1f\x8b\x08 words"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n words"),
        ("program.txt", b"\x7fELF words words"),
        ("rtf.txt", b"{\\rtf1 words}"),
        ("unclosed.md", b"---\ntitle: x\n\nno end\n"),
        ("bomb.md", f"---\n{_BOMB}\n---\n\nwords\n".encode()),
        ("python.md", b"---\ntitle: !!python/name:os.system\n---\n\nwords\n"),
        ("twice.md", b"---\ntitle: a\ntitle: b\n---\n\nwords\n"),
        ("large.txt", b"Words and more. " * 400_000),
    ):
        yield _file(f"none/{name}", data, published=False)


def _no_files() -> Iterator[Hostile]:
    def link(target: str) -> Callable[[Path], None]:
        return lambda place: place.symlink_to(target)

    for name, target in (
        ("passwd.txt", "/etc/passwd"),
        ("relative.txt", "../../../../../../etc/hostname"),
        ("sibling.txt", "../text/000.txt"),
        ("dangling.txt", "nowhere"),
        ("self.txt", "self.txt"),
        ("folder", "/etc"),
        ("device.txt", "/dev/zero"),
        ("memory.txt", "/proc/self/environ"),
    ):
        yield Hostile(name=f"odd/{name}".encode(), put=link(target), published=False)
    yield Hostile(name=b"odd/pipe.txt", put=os.mkfifo, published=False)
    yield Hostile(name=b"odd/socket.txt", put=_socket, published=False)


def _socket(place: Path) -> None:
    here = Path.cwd()
    os.chdir(place.parent)  # a socket's address is short
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(place.name)
    finally:
        os.chdir(here)
