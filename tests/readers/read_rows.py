"""Prints what Python's csv and openpyxl find in the files that are named, as one JSON document."""

import csv
import json
import sys

import openpyxl


def read_csv(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def read_xlsx(path):
    return {
        sheet.title: {
            "frozen": sheet.freeze_panes,
            "filter": sheet.auto_filter.ref,
            "size": sheet.dimensions,
            "links": sum(cell.hyperlink is not None for row in sheet for cell in row),
            "rows": [[[cell.data_type, cell.value] for cell in row] for row in sheet],
        }
        for sheet in openpyxl.load_workbook(path)
    }


json.dump([read_csv(path) if path.endswith(".csv") else read_xlsx(path) for path in sys.argv[1:]], sys.stdout)
