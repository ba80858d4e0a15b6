# claimassay_embed(TARGET FILE...): puts the bytes of files into a target, as the table behind core/embedded.h.
# The assembler's .incbin copies them, so that no C++ literal of that size has to be compiled.
function(claimassay_embed target)
  set(files ${ARGN})
  list(SORT files)
  set(code "#include \"core/embedded.h\"\n\n")
  set(rows "")
  set(index 0)
  foreach(path IN LISTS files)
    file(RELATIVE_PATH name ${PROJECT_SOURCE_DIR} ${path})
    string(APPEND code
      "asm(\".section .rodata\\n.balign 16\\nembedded_${index}_begin:\\n.incbin \\\"${path}\\\"\\n"
      "embedded_${index}_end:\\n.byte 0\\n.globl embedded_${index}_begin\\n.globl embedded_${index}_end\\n.previous\\n\");\n"
      "extern \"C\" const char embedded_${index}_begin[];\nextern \"C\" const char embedded_${index}_end[];\n")
    string(APPEND rows
      "      {\"${name}\", {embedded_${index}_begin, static_cast<std::size_t>(embedded_${index}_end - embedded_${index}_begin)}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND code
    "\nnamespace claimassay {\n\nconst std::vector<EmbeddedFile>& embedded_files() {\n"
    "  static const std::vector<EmbeddedFile> files{\n${rows}  };\n  return files;\n}\n\n}  // namespace claimassay\n")
  set(generated ${PROJECT_BINARY_DIR}/generated/embedded_table.cpp)
  file(CONFIGURE OUTPUT ${generated} CONTENT "${code}" @ONLY)
  set_source_files_properties(${generated} PROPERTIES OBJECT_DEPENDS "${files}")
  target_sources(${target} PRIVATE ${generated})
endfunction()
