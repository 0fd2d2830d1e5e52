"""Makes the weights of `musnad.neural` from listed data. Never imported by `musnad`; needs torch and onnx."""
