;; Two functions call each other and double the work at every level.
;; contained: depth runs out
;; keys: [0]
;; result: {"ticks":0,"status":2,"score":null,"trap":"depth"}
(module
  (memory (export "memory") 1 1)
  (global (export "cells") i32 (i32.const 4096))
  (global (export "voices") i32 (i32.const 12288))
  (global (export "state_start") i32 (i32.const 16384))
  (global (export "state_end") i32 (i32.const 16400))
  (func $a (result i32) (i32.add (call $b) (call $b)))
  (func $b (result i32) (i32.add (call $a) (call $a)))
  (func $init (export "init") (param i32 i32 i32 i32))
  (func $update (export "update") (param $key i32) (result i32)
    (call $a))
  (func $draw (export "draw"))
  (func $score (export "score") (result i32)
    (i32.load (i32.const 16384))))
