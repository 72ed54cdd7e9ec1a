;; update takes its luck from the cells.
;; contained: cells are poisoned by tests: the state differs
;; keys: [0,0]
;; result: {"ticks":2,"status":0,"score":0,"trap":null}
(module
  (memory (export "memory") 1 1)
  (global (export "cells") i32 (i32.const 4096))
  (global (export "voices") i32 (i32.const 12288))
  (global (export "state_start") i32 (i32.const 16384))
  (global (export "state_end") i32 (i32.const 16400))
  (func $init (export "init") (param i32 i32 i32 i32))
  (func $update (export "update") (param $key i32) (result i32)
    (i32.store (i32.const 16384) (i32.and (i32.load (i32.const 4096)) (i32.const 0xffff)))
    (i32.const 0))
  (func $draw (export "draw"))
  (func $score (export "score") (result i32)
    (i32.load (i32.const 16384))))
