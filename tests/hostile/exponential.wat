;; Calls fan out: few levels, endless work.
;; contained: the call stops when its budget is used up
;; keys: [0]
;; result: {"ticks":0,"status":2,"score":null,"trap":"budget"}
(module
  (memory (export "memory") 1 1)
  (global (export "cells") i32 (i32.const 4096))
  (global (export "voices") i32 (i32.const 12288))
  (global (export "state_start") i32 (i32.const 16384))
  (global (export "state_end") i32 (i32.const 16400))
  (func $fan (param $levels i32)
    (if (local.get $levels) (then
      (call $fan (i32.sub (local.get $levels) (i32.const 1)))
      (call $fan (i32.sub (local.get $levels) (i32.const 1))))))
  (func $init (export "init") (param i32 i32 i32 i32))
  (func $update (export "update") (param $key i32) (result i32)
    (call $fan (i32.const 25))
    (i32.const 0))
  (func $draw (export "draw"))
  (func $score (export "score") (result i32)
    (i32.load (i32.const 16384))))
