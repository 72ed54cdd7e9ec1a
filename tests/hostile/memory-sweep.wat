;; Writes all over its memory, its stack and its cells included.
;; contained: nothing outside its memory changes
;; keys: [0]
;; result: {"ticks":1,"status":0,"score":67372036,"trap":null}
(module
  (memory (export "memory") 1 1)
  (global (export "cells") i32 (i32.const 4096))
  (global (export "voices") i32 (i32.const 12288))
  (global (export "state_start") i32 (i32.const 16384))
  (global (export "state_end") i32 (i32.const 16400))
  (func $init (export "init") (param i32 i32 i32 i32))
  (func $update (export "update") (param $key i32) (result i32) (local $at i32)
    (loop $next
      (i32.store (local.get $at) (i32.const 0x04040404))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (i32.const 65536))))
    (i32.const 0))
  (func $draw (export "draw"))
  (func $score (export "score") (result i32)
    (i32.load (i32.const 16384))))
