# embed_text(<target> <symbol> <root> <file>...): compiles text files into <target> as
# `extern const parlance::base::EmbeddedFile parlance::embedded::<symbol>[]`, names relative to <root>, ended by an empty name.
function(embed_text target symbol root)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.cpp)
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DSYMBOL=${symbol} -DROOT=${root} "-DFILES=${ARGN}" -P ${PROJECT_SOURCE_DIR}/cmake/embed_script.cmake
    DEPENDS ${ARGN} ${PROJECT_SOURCE_DIR}/cmake/embed_script.cmake VERBATIM)
  target_sources(${target} PRIVATE ${out})
  set_source_files_properties(${out} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()

# embed_binary(<target> <symbol> <file>): puts a file into <target> as `extern "C" const char <symbol>_begin[], <symbol>_end[]`.
function(embed_binary target symbol file)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.cpp)
  file(GENERATE OUTPUT ${out} CONTENT "__asm__(\".section .rodata\\n.global ${symbol}_begin\\n.balign 64\\n${symbol}_begin:\\n.incbin \\\"${file}\\\"\\n.global ${symbol}_end\\n${symbol}_end:\\n.previous\");\n")
  target_sources(${target} PRIVATE ${out})
  # Assembled here and now: the cache of link-time optimisation does not see when the file changes.
  set_source_files_properties(${out} PROPERTIES SKIP_PRECOMPILE_HEADERS ON OBJECT_DEPENDS ${file} COMPILE_OPTIONS -fno-lto)
endfunction()
