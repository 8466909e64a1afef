"""Fit the trained reader: MiniLM tagging each word of a sentence given the other story's best passages.

    python -m tests.accuracy.fit_reader EXAMPLES.jsonl --out DIR [--folds 5] [--epochs 3]

Needs the dependency group ``fit`` (torch, transformers) and, for the first weights, the folder of
sentence-transformers/all-MiniLM-L6-v2 (``--start``). EXAMPLES come from ``tests.accuracy.examples``. Writes
``folds.jsonl`` (for each word of the gold pairs the probability by a network that never saw its event) and
``model.safetensors`` (fitted on everything). ``tests.accuracy.export_reader`` makes the int8 ONNX file of it.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from transformers import BertModel

from comparer.matching.likeness import LEVELS

SEED = 7
TYPES, BIAS = 20.0, 100.0
"""How much faster what starts from nothing is learned than the encoder."""


class Reader(torch.nn.Module):
    """BERT encoder with one logit a piece: how likely the piece stands in this story only.

    The levels of likeness come in twice: as types before the first layer, and as a bias of the answer.
    """

    def __init__(self, start: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(start, add_pooling_layer=False)
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        sides = self.encoder.embeddings.token_type_embeddings.weight.data
        self.encoder.embeddings.token_type_embeddings = torch.nn.Embedding.from_pretrained(
            sides.repeat_interleave(LEVELS, dim=0), freeze=False
        )
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, 1)
        self.bias = torch.nn.Embedding(2 * LEVELS, 1)
        torch.nn.init.zeros_(self.bias.weight)
        self.drop = torch.nn.Dropout(0.1)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        hidden = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        return (self.head(self.drop(hidden)) + self.bias(types)).squeeze(-1)


def labelled(example: dict) -> dict:
    """What the network reads, with the place, the labels and the number of each word that it is asked about."""
    asked = [k for k, p in enumerate(example["places"]) if p >= 0 and example["labels"][k] is not None]
    return {
        "ids": example["ids"],
        "types": example["types"],
        "places": [example["places"][k] for k in asked],
        "labels": [example["labels"][k] for k in asked],
        "words": asked,
    }


def batches(items: list[dict], size: int, shuffle: random.Random | None) -> list[list[int]]:
    """Indices in batches of like length."""
    order = list(range(len(items)))
    if shuffle:
        shuffle.shuffle(order)
        chunks = [order[k : k + size * 16] for k in range(0, len(order), size * 16)]
    else:
        chunks = [order]
    out = []
    for chunk in chunks:
        chunk.sort(key=lambda k: len(items[k]["ids"]))
        out += [chunk[k : k + size] for k in range(0, len(chunk), size)]
    if shuffle:
        shuffle.shuffle(out)
    return out


def tensors(items: list[dict]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Padded ids, mask and types."""
    length = max(len(i["ids"]) for i in items)
    ids = torch.zeros(len(items), length, dtype=torch.long)
    mask = torch.zeros_like(ids)
    types = torch.zeros_like(ids)
    for row, item in enumerate(items):
        n = len(item["ids"])
        ids[row, :n] = torch.tensor(item["ids"])
        types[row, :n] = torch.tensor(item["types"])
        mask[row, :n] = 1
    return ids, mask, types


def train(model: Reader, items: list[dict], epochs: int, rate: float, seed: int, size: int = 16) -> None:
    """Fit in place: AdamW, linear decay after a short warm-up."""
    shuffle = random.Random(seed)
    torch.manual_seed(seed)
    steps = epochs * len(batches(items, size, None))
    fresh = {"encoder.embeddings.token_type_embeddings.weight": TYPES, "bias.weight": BIAS}
    learned = {name: p for name, p in model.named_parameters() if p.requires_grad}
    groups = [{"params": [p for name, p in learned.items() if name not in fresh], "lr": rate, "weight_decay": 0.01}]
    groups += [{"params": [learned[name]], "lr": rate * more, "weight_decay": 0.0} for name, more in fresh.items()]
    optimiser = torch.optim.AdamW(groups)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda k: min(1.0, (k + 1) / max(1, steps // 10)) * max(0.02, 1 - k / steps)
    )
    model.train()
    done, began, running = 0, time.time(), 0.0
    for epoch in range(epochs):
        for batch in batches(items, size, shuffle):
            some = [items[k] for k in batch]
            logits = model(*tensors(some))
            at = [(row, p) for row, i in enumerate(some) for p in i["places"]]
            if not at:
                continue
            rows, columns = torch.tensor([r for r, _ in at]), torch.tensor([c for _, c in at])
            labels = torch.tensor([v for i in some for v in i["labels"]], dtype=torch.float)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(logits[rows, columns], labels)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            done += 1
            running = 0.98 * running + 0.02 * loss.item() if done > 1 else loss.item()
            if done % 20 == 0:
                print(f"  epoch {epoch} step {done}/{steps} loss {running:.3f} {time.time() - began:.0f} s", flush=True)


@torch.no_grad()
def predict(model: Reader, items: list[dict]) -> list[list[float]]:
    """For each item the probabilities of its labelled places."""
    model.eval()
    out: list[list[float]] = [[] for _ in items]
    for batch in batches(items, 32, None):
        some = [items[k] for k in batch]
        probabilities = torch.sigmoid(model(*tensors(some)))
        for row, k in enumerate(batch):
            out[k] = [float(probabilities[row, p]) for p in items[k]["places"]]
    return out


def mcc(labels: np.ndarray, marks: np.ndarray) -> float:
    """Matthews correlation."""
    tp, tn = float((labels & marks).sum()), float((~labels & ~marks).sum())
    fp, fn = float((~labels & marks).sum()), float((labels & ~marks).sum())
    scale = ((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)) ** 0.5
    return (tp * tn - fp * fn) / scale if scale else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", type=Path)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=2, help="over everything but the gold")
    parser.add_argument("--gold-epochs", type=int, default=2)
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    torch.set_num_threads(2)
    torch.set_flush_denormal(True)
    args.out.mkdir(parents=True, exist_ok=True)
    examples = [json.loads(line) for line in args.examples.read_text().splitlines()]
    items = [labelled(e) for e in examples]
    base = [k for k, e in enumerate(examples) if e["set"] != "gold" and items[k]["places"]][: args.limit]
    gold = [k for k, e in enumerate(examples) if e["set"] == "gold"]
    print(f"{len(base)} other examples, {len(gold)} gold", flush=True)
    first = args.out / "base.pt"
    model = Reader(args.start)
    if first.exists():
        model.load_state_dict(torch.load(first))
    else:
        train(model, [items[k] for k in base], args.epochs, args.rate, SEED)
        torch.save(model.state_dict(), first)
    report("other examples alone", examples, items, gold, predict(model, [items[k] for k in gold]))
    events = sorted({examples[k]["event"] for k in gold})
    random.Random(SEED).shuffle(events)
    pooled: dict[int, list[float]] = {}
    for fold in range(args.folds):
        held = set(events[fold :: args.folds])
        model.load_state_dict(torch.load(first))
        train(model, [items[k] for k in gold if examples[k]["event"] not in held and items[k]["places"]],
              args.gold_epochs, args.rate / 2, SEED + fold)  # fmt: skip
        test = [k for k in gold if examples[k]["event"] in held]
        got = predict(model, [items[k] for k in test])
        report(f"fold {fold}", examples, items, test, got)
        pooled |= dict(zip(test, got, strict=True))
    report("folds", examples, items, gold, [pooled[k] for k in gold])
    with (args.out / "folds.jsonl").open("w") as out:
        for k in gold:
            words = dict(zip(items[k]["words"], pooled[k], strict=True))
            out.write(json.dumps({"key": examples[k]["key"], "p": words}) + "\n")
    model.load_state_dict(torch.load(first))
    if args.gold_epochs:
        train(model, [items[k] for k in gold if items[k]["places"]], args.gold_epochs, args.rate / 2, SEED)
    torch.save(model.state_dict(), args.out / "all.pt")


def report(name: str, examples: list[dict], items: list[dict], which: list[int], got: list[list[float]]) -> None:
    """Print the MCC over labelled words at the best of a few thresholds."""
    labels = np.array([v for k in which for v in items[k]["labels"]], bool)
    p = np.array([x for row in got for x in row])
    best = max((mcc(labels, p > t), t) for t in (0.3, 0.4, 0.5, 0.6, 0.7))
    print(f"{name}: MCC {mcc(labels, p > 0.5):.3f} at 0.5, {best[0]:.3f} at {best[1]}, {len(labels)} words", flush=True)


if __name__ == "__main__":
    main()
