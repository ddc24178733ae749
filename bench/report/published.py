"""The published files: what reading their bytes costs, and how many those are."""

import gzip
import pathlib
import zipfile


def archives(folder):
    return sorted(p for p in pathlib.Path(folder).iterdir() if p.suffix in (".zip", ".gz"))


def unpack_command(path):
    return ["unzip", "-p", path] if path.suffix == ".zip" else ["zcat", path]


def text_sizes(folder):
    """Bytes of every text, by name."""
    sizes = {}
    for path in sorted(pathlib.Path(folder).iterdir()):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for entry in archive.infolist():
                    sizes[entry.filename] = entry.file_size
        elif path.suffix == ".gz":
            with gzip.open(path) as stream:
                size = 0
                while chunk := stream.read(1 << 20):
                    size += len(chunk)
            sizes[path.stem] = size
        else:
            sizes[path.name] = path.stat().st_size
    return sizes
