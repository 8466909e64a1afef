"""Make the int8 ONNX file of the trained reader.

    python -m tests.accuracy.export_reader DIR/all.pt --start MINILM_FOLDER

Needs the dependency group ``fit``. Writes ``resources/models/reader/reader.onnx`` and prints its SHA-256, which
``comparer.matching.reader`` checks before it loads the file.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from comparer.matching.likeness import LEVELS
from tests.accuracy.fit_reader import Reader

OUT = Path(__file__).parents[2] / "resources/models/reader/reader.onnx"


class Exported(torch.nn.Module):
    """One sentence a pass: no padding, so no mask."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        return self.reader(ids, torch.ones_like(ids), types)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--start", type=Path, required=True)
    args = parser.parse_args()
    reader = Reader(args.start)
    reader.load_state_dict(torch.load(args.weights))
    reader.encoder.set_attn_implementation("eager")
    model = Exported(reader).eval()
    OUT.parent.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 20000, (1, 60))
    types = torch.cat([torch.zeros(1, 25), torch.full((1, 35), LEVELS)], dim=1).long()
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "reader.onnx"
        torch.onnx.export(
            model,
            (ids, types),
            str(whole),
            input_names=["ids", "types"],
            output_names=["logits"],
            dynamic_axes={
                "ids": {0: "n", 1: "length"},
                "types": {0: "n", 1: "length"},
                "logits": {0: "n", 1: "length"},
            },
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, OUT, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    print(OUT.stat().st_size, hashlib.sha256(OUT.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
