;; Drives eglot against the server; prints what it saw as JSON. Run by emacs.test.ts.  -*- lexical-binding: t -*-
(require 'json)
(require 'flymake)

(defun toon-test-await (what holds)
  "Wait until HOLDS gives non-nil; WHAT is named where it never does."
  (let ((end (+ (float-time) 20)) (found nil))
    (while (and (not (setq found (funcall holds))) (< (float-time) end))
      (accept-process-output nil 0.02))
    (or found (error "Waited too long for %s" what))))

(defun toon-test-problems ()
  "The messages of the buffer's diagnostics, as flymake has them."
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun toon-test-run ()
  (find-file "users.toon")
  (apply #'eglot--connect (eglot--guess-contact))
  (toon-test-await "a server" #'eglot-current-server)
  (unless (eglot-managed-p) (eglot--managed-mode 1))
  (flymake-start)
  (let* ((problems (progn (toon-test-await "a diagnostic" #'toon-test-problems) (toon-test-problems)))
         (diagnostic (car (flymake-diagnostics)))
         (actions (eglot-code-actions (flymake-diagnostic-beg diagnostic) (flymake-diagnostic-end diagnostic)))
         (preferred (seq-find (lambda (action) (eq (plist-get action :isPreferred) t)) actions)))
    (eglot--apply-workspace-edit (plist-get preferred :edit))
    ;; An idle timer would say so, of which a batch has none.
    (eglot--signal-textDocument/didChange)
    (toon-test-await "no diagnostics" (lambda () (null (toon-test-problems))))
    (let ((repaired (buffer-string)))
      (goto-char (point-min))
      (forward-line 1)
      (insert "  ")
      (eglot--signal-textDocument/didChange)
      (let ((broken (progn (toon-test-await "a diagnostic of the edit" #'toon-test-problems) (toon-test-problems))))
        (delete-region (line-beginning-position) (+ 2 (line-beginning-position)))
        (end-of-line)
        (insert "  ")
        (eglot-format-buffer)
        (princ (json-encode `((problems . ,(vconcat problems)) (fix . ,(plist-get preferred :title))
                              (repaired . ,repaired) (broken . ,(vconcat broken)) (formatted . ,(buffer-string)))))
        (set-buffer-modified-p nil)))))

(condition-case problem
    (toon-test-run)
  (error (princ (json-encode `((error . ,(error-message-string problem)))))))
