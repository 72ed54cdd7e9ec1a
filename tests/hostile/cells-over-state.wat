;; Its cells overlap its state, so drawing would change the game.
;; refused: Its cells (address 12800, 7,680 bytes) and state (address 16384, 16 bytes) overlap.
(module
  (memory (export "memory") 1 1)
  (global (export "cells") i32 (i32.const 12800))
  (global (export "voices") i32 (i32.const 0))
  (global (export "state_start") i32 (i32.const 16384))
  (global (export "state_end") i32 (i32.const 16400))
  (func $init (export "init") (param i32 i32 i32 i32))
  (func $update (export "update") (param $key i32) (result i32)
    (i32.const 0))
  (func $draw (export "draw"))
  (func $score (export "score") (result i32)
    (i32.load (i32.const 16384))))
