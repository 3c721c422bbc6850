# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: MIT
# Not AUTOMOC: it has moc look up what a header includes, all of Qt's with it, for which moc then takes 120 ms a header in
# place of 3, one target after the other. No class of ours hides behind a macro of another header.

# sockscope_moc(TARGET): what moc makes of each header of TARGET, compiled as one source. After all headers are named.
function(sockscope_moc target)
    get_target_property(headers ${target} SOURCES)
    list(FILTER headers INCLUDE REGEX "\\.h$")
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/${target}_moc)
    foreach(header IN LISTS headers)
        set(made ${folder}/${header}.cpp)
        qt6_generate_moc(${header} ${made} OPTIONS --no-notes)
        list(APPEND all_made ${made})
        string(APPEND includes "#include \"${header}.cpp\"\n")
    endforeach()
    file(CONFIGURE OUTPUT ${folder}/all.cpp CONTENT "${includes}" @ONLY)
    target_sources(${target} PRIVATE ${folder}/all.cpp ${all_made})
    set_source_files_properties(${all_made} PROPERTIES HEADER_FILE_ONLY ON) # each is part of all.cpp
    set_source_files_properties(${folder}/all.cpp PROPERTIES OBJECT_DEPENDS "${all_made}")
endfunction()
