#!/usr/bin/env python3
"""Writes the articles of samples/ in every format that claimdiff reads into tests/readers/.

    apt-get install libreoffice-writer-nogui chromium
    pip install warcio
    python3 scripts/reader_fixtures.py

DOCX, ODT and a PDF are written by LibreOffice, a saved page and a printed PDF by Chromium, WARC by warcio, the rest by
Python's own library. tests/readers.rs compares the claims found in them with those found in samples/. The files are
committed, so that neither the tests nor users need any of these programs.
"""

import csv
import gzip
import html
import io
import json
import pathlib
import shutil
import subprocess
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "tests" / "readers"


def articles():
    """The samples: front matter and paragraphs."""
    for path in sorted(ROOT.glob("samples/*/*.txt")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        fields = dict(line.split(": ", 1) for line in front.splitlines() if ": " in line)
        paragraphs = [" ".join(part.split()) for part in body.split("\n\n") if part.strip()]
        yield {"name": path.stem, "paragraphs": paragraphs, **fields}


def page(article, head=""):
    """A web page with what stands around articles on such pages."""
    esc = html.escape
    paragraphs = "\n".join(f"<p>{esc(text)}</p>" for text in article["paragraphs"])
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{esc(article["title"])} | {esc(article["outlet"])}</title>
{head or linked_data(article)}
</head>
<body>
<header><a href="/">{esc(article["outlet"])}</a><nav><a href="/world">World</a> <a href="/sport">Sport</a></nav></header>
<div class="cookie-banner">We and our 812 partners use cookies.</div>
<main>
<article>
<h1>{esc(article["title"])}</h1>
<p class="byline">By a reporter, <time datetime="{article["published"]}">{article["published"]}</time> · 3 min read</p>
<div class="story-body">
{paragraphs}
</div>
</article>
</main>
<aside class="most-read"><h2>Most read</h2><ol><li><a href="/1">Flood kills 12 in Arden</a></li></ol></aside>
<footer>Read by 4 million people. <a href="/about">About us</a></footer>
</body>
</html>
"""


def linked_data(article):
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article["title"],
        "datePublished": article["published"],
        "publisher": {"@type": "Organization", "name": article["outlet"]},
    }
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def bare_page(article):
    """What an office program imports: the paragraphs and the title."""
    paragraphs = "".join(f"<p>{html.escape(text)}</p>" for text in article["paragraphs"])
    title = html.escape(article["title"])
    return f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>{paragraphs}</body></html>'


def records(every):
    for article in every:
        yield {
            "headline": article["title"],
            "publisher": article["outlet"],
            "datePublished": article["published"],
            "articleBody": "\n\n".join(article["paragraphs"]),
        }


def content(article):
    return "".join(f"<p>{html.escape(text)}</p>" for text in article["paragraphs"])


def rss(every):
    items = "".join(
        f"<item><title>{html.escape(a['title'])}</title><pubDate>{a['published']}</pubDate>"
        f"<description>Short.</description><content:encoded><![CDATA[{content(a)}]]></content:encoded></item>\n"
        for a in every
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Samples</title>\n'
        f"{items}</channel></rss>\n"
    )


def atom(every):
    entries = "".join(
        f"<entry><title>{html.escape(a['title'])}</title><published>{a['published']}</published>"
        f"<content type=\"html\">{html.escape(content(a))}</content></entry>\n"
        for a in every
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Samples</title>\n{entries}</feed>\n'


def json_feed(every):
    items = [
        {"id": a["name"], "title": a["title"], "date_published": a["published"], "content_html": content(a)}
        for a in every
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Samples", "items": items}
    return json.dumps(feed, indent=1, ensure_ascii=False)


def table(every, delimiter):
    out = io.StringIO()
    rows = list(records(every))
    writer = csv.DictWriter(out, rows[0].keys(), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def office(every, work, target):
    """Converts bare pages with LibreOffice."""
    pages = []
    for article in every:
        path = work / f"{article['name']}.html"
        path.write_text(bare_page(article), encoding="utf-8")
        pages.append(path)
    filters = {"docx": "docx:MS Word 2007 XML", "odt": "odt:writer8", "pdf": "pdf:writer_pdf_Export"}
    for extension, name in filters.items():
        folder = target / ("pdf-libreoffice" if extension == "pdf" else extension)
        folder.mkdir()
        subprocess.run(
            ["soffice", "--headless", "--infilter=HTML (StarWriter)", "--convert-to", name, "--outdir", folder, *pages],
            check=True,
            stdout=subprocess.DEVNULL,
        )


def chromium(every, work, target):
    """Saves and prints whole pages with Chromium."""
    saved, printed = target / "html-chromium", target / "pdf-chromium"
    saved.mkdir()
    printed.mkdir()
    browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    for article in every:
        path = work / f"page-{article['name']}.html"
        path.write_text(page(article), encoding="utf-8")
        dom = subprocess.run([*browser, "--dump-dom", path.as_uri()], check=True, capture_output=True).stdout
        (saved / f"{article['name']}.html").write_bytes(dom)
        # A printed page has all that stands around the article; editors print the reader's view, which has not.
        path.write_text(bare_page(article), encoding="utf-8")
        output = printed / f"{article['name']}.pdf"
        subprocess.run([*browser, f"--print-to-pdf={output}", path.as_uri()], check=True, capture_output=True)


def warc(every, path):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for article in every:
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    f"https://news.example/{article['name']}",
                    "response",
                    payload=io.BytesIO(page(article).encode()),
                    http_headers=headers,
                    warc_headers_dict={
                        "WARC-Date": "2024-03-20T00:00:00Z",
                        "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{every.index(article):012}>",
                    },
                )
            )


def archives(every, target):
    text = lambda a: "\n\n".join(a["paragraphs"])
    with zipfile.ZipFile(target / "set.zip", "w", zipfile.ZIP_DEFLATED) as out:
        for index, article in enumerate(every):
            as_page = index % 2 == 0
            name = f"articles/{article['name']}.{'html' if as_page else 'txt'}"
            info = zipfile.ZipInfo(name, (2024, 3, 20, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, page(article) if as_page else text(article))
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records(every))
    (target / "set.jsonl.gz").write_bytes(gzip.compress(lines.encode(), mtime=0))


def main():
    every = list(articles())
    if OUT.exists():
        for old in OUT.iterdir():
            if old.name != "shares.txt":
                shutil.rmtree(old) if old.is_dir() else old.unlink()
    OUT.mkdir(exist_ok=True)
    write = lambda name, text, encoding="utf-8": (OUT / name).write_bytes(text.encode(encoding))
    write("set.json", json.dumps(list(records(every)), indent=1, ensure_ascii=False))
    write("set.jsonl", "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records(every)))
    write("set.csv", table(every, ","))
    write("set.tsv", table(every, "\t"))
    write("set.windows-1252.csv", table(every, ";"), "cp1252")
    write("set.rss", rss(every))
    write("set.atom", atom(every))
    write("feed.json", json_feed(every))
    for folder, encoding in [("txt-utf16", "utf-16"), ("txt-windows-1252", "cp1252")]:
        (OUT / folder).mkdir()
        for article in every:
            write(f"{folder}/{article['name']}.txt", "\n\n".join(article["paragraphs"]), encoding)
    warc(every, OUT / "crawl.warc.gz")
    archives(every, OUT)
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        office(every, work, OUT)
        chromium(every, work, OUT)


if __name__ == "__main__":
    main()
