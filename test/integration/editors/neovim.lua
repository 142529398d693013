-- Drives Neovim's own LSP client against the server; prints what it saw as JSON. Run by neovim.test.ts.
local seen = {}

local function fail(message)
  io.stdout:write(vim.fn.json_encode({ error = message }))
  vim.cmd("qa!")
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
end

local function codes()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, diagnostic.code or (diagnostic.user_data or {}).lsp and diagnostic.user_data.lsp.code or "?")
  end
  table.sort(found)
  return found
end

local function await(what, holds)
  if not vim.wait(20000, holds, 20) then error("waited too long for " .. what) end
end

local function request(method, params)
  local answers, problem = vim.lsp.buf_request_sync(0, method, params, 20000)
  if problem then error(method .. ": " .. problem) end
  for _, answer in pairs(answers) do return answer end
  error(method .. ": no answer")
end

local function client()
  for _, each in pairs(vim.lsp.get_active_clients()) do return each end
end

local function here()
  return { textDocument = vim.lsp.util.make_text_document_params() }
end

local function at(line, character)
  return vim.tbl_extend("error", here(), { position = { line = line, character = character } })
end

-- Replaces the text of a range as typing does: by an edit of the buffer, which the client reports.
local function replace(from_line, from, to_line, to, with)
  vim.api.nvim_buf_set_text(0, from_line, from, to_line, to, vim.split(with, "\n"))
end

local function diagnoses_and_repairs()
  await("a client", function() return client() ~= nil and client().initialized end)
  seen.sync = client().server_capabilities.textDocumentSync.change
  await("diagnostics", function() return #codes() > 0 end)
  seen.diagnostics = codes()
  local all = vim.lsp.util.make_given_range_params({ 1, 0 }, { vim.api.nvim_buf_line_count(0), 0 })
  all.context = { diagnostics = {} }
  for _, action in ipairs(request("textDocument/codeAction", all).result) do
    if action.isPreferred then
      seen.fix = action.title
      vim.lsp.util.apply_workspace_edit(action.edit, client().offset_encoding)
      break
    end
  end
  await("no diagnostics", function() return #codes() == 0 end)
  seen.repaired = text()
end

local function hovers()
  seen.hover = request("textDocument/hover", at(0, 1)).result.contents.value
end

local function edits_and_formats()
  -- 0: a stray space; the row below it stays a row.
  replace(1, 2, 1, 2, "  ")
  await("a diagnostic of the edit", function() return #codes() > 0 end)
  seen.broken = codes()
  replace(1, 2, 1, 4, "")
  await("no diagnostics again", function() return #codes() == 0 end)
  replace(1, 4, 1, 4, "  ")
  if vim.lsp.buf.format then vim.lsp.buf.format({ timeout_ms = 20000 }) else vim.lsp.buf.formatting_sync(nil, 20000) end
  seen.formatted = text()
end

local function completes()
  if client().server_capabilities.completionProvider == nil then return end
  seen.completion = request("textDocument/completion", at(0, 0)).error == nil
end

-- After random edits, what the server holds and what the buffer holds must be the same text.
local function edits_at_random()
  math.randomseed(tonumber(vim.env.SEED))
  local pieces = { ",", ":", "\n", "  ", "[2]", "é", "😀", '"', "a", "- ", "\n  1,Ada\n" }
  for _ = 1, 200 do
    local lines = vim.api.nvim_buf_get_lines(0, 0, -1, false)
    local line = math.random(#lines)
    local content = lines[line]
    local from = vim.str_byteindex(content, math.random(0, vim.fn.strchars(content)))
    local to = math.random(3) == 1 and #content or from
    replace(line - 1, from, line - 1, to, pieces[math.random(#pieces)])
  end
  local ours = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n") .. "\n"
  local uri = vim.uri_from_bufnr(0)
  local function converted(source)
    local answer = request("toon/convert", vim.tbl_extend("error", source, { to = "json" }))
    return { message = answer.error and answer.error.message, text = answer.result and answer.result.text }
  end
  seen.server, seen.buffer = converted({ uri = uri }), converted({ text = ours, from = "toon" })
  -- A document that is whole again, so that a value is compared too.
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { "a: 1", "b: 2" })
  seen.whole = converted({ uri = uri }).text
end

vim.defer_fn(function()
  local ok, problem = pcall(function()
    diagnoses_and_repairs()
    hovers()
    edits_and_formats()
    completes()
    edits_at_random()
  end)
  if not ok then return fail(tostring(problem)) end
  io.stdout:write(vim.fn.json_encode(seen))
  vim.cmd("qa!")
end, 0)
