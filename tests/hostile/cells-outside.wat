;; Its cells reach behind the memory.
;; refused: The 7,680 bytes of its cells at address 60000 are not inside the memory of 1 pages.
(module
  (memory (export "memory") 1 1)
  (global (export "cells") i32 (i32.const 60000))
  (global (export "voices") i32 (i32.const 12288))
  (global (export "state_start") i32 (i32.const 16384))
  (global (export "state_end") i32 (i32.const 16400))
  (func $init (export "init") (param i32 i32 i32 i32))
  (func $update (export "update") (param $key i32) (result i32)
    (i32.const 0))
  (func $draw (export "draw"))
  (func $score (export "score") (result i32)
    (i32.load (i32.const 16384))))
