;; update returns 2.
;; contained: a status other than 0 and 1 is a trap
;; keys: [0,65]
;; result: {"ticks":1,"status":2,"score":null,"trap":"program"}
(module
  (memory (export "memory") 1 1)
  (global (export "cells") i32 (i32.const 4096))
  (global (export "voices") i32 (i32.const 12288))
  (global (export "state_start") i32 (i32.const 16384))
  (global (export "state_end") i32 (i32.const 16400))
  (func $init (export "init") (param i32 i32 i32 i32))
  (func $update (export "update") (param $key i32) (result i32)
    (i32.shl (i32.eq (local.get $key) (i32.const 65)) (i32.const 1)))
  (func $draw (export "draw"))
  (func $score (export "score") (result i32)
    (i32.load (i32.const 16384))))
