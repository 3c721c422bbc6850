# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: MIT
# Not AUTOMOC: it has moc look up what a header includes, all of Qt's with it, for which moc then takes 120 ms a header in
# place of 3, one target after the other. No class of ours hides behind a macro of another header.

# sockscope_moc(TARGET): what moc makes of each header of TARGET, compiled as one source. After all headers are named.
function(sockscope_moc target)
    get_target_property(headers ${target} SOURCES)
    list(FILTER headers INCLUDE REGEX "\\.h$")
    qt6_wrap_cpp(made ${headers} OPTIONS --no-notes) # most have nothing for it
    foreach(file IN LISTS made)
        file(RELATIVE_PATH file ${CMAKE_CURRENT_BINARY_DIR} ${file})
        string(APPEND includes "#include \"${file}\"\n")
    endforeach()
    set(all ${CMAKE_CURRENT_BINARY_DIR}/${target}_moc.cpp)
    file(CONFIGURE OUTPUT ${all} CONTENT "${includes}" @ONLY)
    target_sources(${target} PRIVATE ${all} ${made})
    set_source_files_properties(${made} PROPERTIES HEADER_FILE_ONLY ON) # each is part of it
    set_source_files_properties(${all} PROPERTIES OBJECT_DEPENDS "${made}")
endfunction()
