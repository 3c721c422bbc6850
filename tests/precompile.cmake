# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Qt's headers compiled once for all targets without windows, and once for those with: two fifths of the work of a
# build from nothing. Not for the release: there a missing include is noticed, and clang-tidy cannot read what gcc made.
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp "int main() { return 0; }\n")

# sockscope_precompile(NAME MODULE HEADER...): a program that does nothing but own the precompiled headers. Of Qt's
# modules only MODULE is linked: what that defines, every target that reuses them must define too.
function(sockscope_precompile name module)
    add_executable(${name} ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp)
    target_link_libraries(${name} PRIVATE ${module})
    target_include_directories(${name} SYSTEM PRIVATE $<TARGET_PROPERTY:Qt6::Network,INTERFACE_INCLUDE_DIRECTORIES>)
    target_precompile_headers(${name} PRIVATE ${ARGN})
    # What stands for them in ccache's hashes (CCACHE_PCH_EXTSUM): to read hundreds of megabytes for each source takes
    # longer than most sources do. It names all that they are made of.
    string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${name}.dir)
    file(GENERATE OUTPUT ${folder}/cmake_pch.hxx.gch.sum CONTENT
        "${CMAKE_CXX_COMPILER_VERSION} ${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${type}} ${Qt6_VERSION} ${ARGN}")
endfunction()

set(headers <QtCore/QtCore> <QtNetwork/QtNetwork> <chrono> <functional> <map> <memory> <variant> <vector>)
sockscope_precompile(precompiled Qt6::Core ${headers})
sockscope_precompile(precompiled_gui Qt6::Widgets ${headers} <QtWidgets/QtWidgets>)

# A test's own class is in its .moc, so the file for all others is empty in most tests: it needs no headers.
function(sockscope_spare_mocs folder target)
    if(target MATCHES "^tst_")
        get_target_property(binaries ${target} BINARY_DIR)
        set_source_files_properties(${binaries}/${target}_autogen/mocs_compilation.cpp DIRECTORY ${folder}
            PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
    endif()
endfunction()

# sockscope_reuse(FOLDER PRECOMPILED): for every target below FOLDER.
function(sockscope_reuse folder precompiled)
    get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
    foreach(target ${targets})
        get_target_property(type ${target} TYPE)
        get_target_property(libraries ${target} LINK_LIBRARIES)
        if(type MATCHES "LIBRARY|EXECUTABLE" AND libraries)
            target_precompile_headers(${target} REUSE_FROM ${precompiled})
            sockscope_spare_mocs(${folder} ${target})
        endif()
    endforeach()
    get_property(folders DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
    foreach(below ${folders})
        if(NOT below STREQUAL "${PROJECT_SOURCE_DIR}/tests/ui")
            sockscope_reuse(${below} ${precompiled})
        endif()
    endforeach()
endfunction()

sockscope_reuse(serverlib precompiled)
sockscope_reuse(app precompiled)
sockscope_reuse(tests precompiled)
sockscope_reuse(ui precompiled_gui)
sockscope_reuse(tests/ui precompiled_gui)
