;; Draws control characters, surrogates and colours that do not exist.
;; contained: the host shows a blank or a replacement and never sends a byte of it to a terminal
;; keys: [0]
;; result: {"ticks":1,"status":0,"score":0,"trap":null}
(module
  (memory (export "memory") 1 1)
  (global (export "cells") i32 (i32.const 4096))
  (global (export "voices") i32 (i32.const 12288))
  (global (export "state_start") i32 (i32.const 16384))
  (global (export "state_end") i32 (i32.const 16400))
  (func $init (export "init") (param i32 i32 i32 i32))
  (func $update (export "update") (param $key i32) (result i32)
    (i32.const 0))
  (func $draw (export "draw")
    (i32.store (i32.const 4096) (i32.const 0x0007001b))   ;; escape
    (i32.store (i32.const 4100) (i32.const 0x0007005d))   ;; ]
    (i32.store (i32.const 4104) (i32.const 0x00070007))   ;; bell
    (i32.store (i32.const 4108) (i32.const 0x0007d83d))   ;; half a surrogate pair
    (i32.store (i32.const 4112) (i32.const 0xffff0041))   ;; colours 255
    (i32.store (i32.const 4116) (i32.const 0x0007009b))   ;; the one-byte escape sequence
    (i32.store (i32.const 4120) (i32.const 0x00074e00))   ;; a character two columns wide
    (i32.store (i32.const 4124) (i32.const 0x00070301))   ;; a combining accent
    (i32.store (i32.const 4128) (i32.const 0x0007202e))   ;; right-to-left override
    (i32.store (i32.const 11772) (i32.const 0x00070058))  ;; the corner that must stay blank
    (nop))
  (func $score (export "score") (result i32)
    (i32.load (i32.const 16384))))
