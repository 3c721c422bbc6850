# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Qt's headers compiled once for all targets without windows, and once for those with: two fifths of the work of a
# build from nothing. Not for the release: there a missing include is noticed, and clang-tidy cannot read what gcc made.
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp "int main() { return 0; }\n")

# sockscope_precompile(NAME MODULE OPTION HEADER...): a program that does nothing but own the precompiled headers. Of
# Qt's modules only MODULE is linked: what that defines, every target that reuses them must define too.
function(sockscope_precompile name module option)
    add_executable(${name} ${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp)
    target_link_libraries(${name} PRIVATE ${module})
    target_compile_options(${name} PRIVATE ${option})
    target_include_directories(${name} SYSTEM PRIVATE $<TARGET_PROPERTY:Qt6::Network,INTERFACE_INCLUDE_DIRECTORIES>)
    target_precompile_headers(${name} PRIVATE ${ARGN})
    # What stands for them in ccache's hashes (CCACHE_PCH_EXTSUM): to read hundreds of megabytes for each source takes
    # longer than most sources do. It names all that they are made of.
    string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${name}.dir)
    file(GENERATE OUTPUT ${folder}/cmake_pch.hxx.gch.sum CONTENT
        "${CMAKE_CXX_COMPILER_VERSION} ${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${type}} ${option} ${Qt6_VERSION} ${ARGN}")
endfunction()

set(headers <QtCore/QtCore> <QtNetwork/QtNetwork> <chrono> <functional> <map> <memory> <variant> <vector>)
sockscope_precompile(precompiled Qt6::Core "" ${headers})
sockscope_precompile(precompiled_gui Qt6::Widgets "" ${headers} <QtWidgets/QtWidgets>)
# What a test itself does is soon done: to optimise it takes longer than to run it.
sockscope_precompile(precompiled_tests Qt6::Core -O0 ${headers})
sockscope_precompile(precompiled_gui_tests Qt6::Widgets -O0 ${headers} <QtWidgets/QtWidgets>)

# sockscope_reuse(FOLDER PRECOMPILED [OPTION]): for every target below FOLDER.
function(sockscope_reuse folder precompiled)
    get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
    foreach(target ${targets})
        get_target_property(type ${target} TYPE)
        get_target_property(libraries ${target} LINK_LIBRARIES)
        if(type MATCHES "LIBRARY|EXECUTABLE" AND libraries)
            target_precompile_headers(${target} REUSE_FROM ${precompiled})
            target_compile_options(${target} PRIVATE ${ARGN})
        endif()
    endforeach()
    get_property(folders DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
    foreach(below ${folders})
        if(NOT below STREQUAL "${PROJECT_SOURCE_DIR}/tests/ui")
            sockscope_reuse(${below} ${precompiled} ${ARGN})
        endif()
    endforeach()
endfunction()

sockscope_reuse(serverlib precompiled)
sockscope_reuse(app precompiled)
sockscope_reuse(tests precompiled_tests -O0)
sockscope_reuse(ui precompiled_gui)
sockscope_reuse(tests/ui precompiled_gui_tests -O0)
