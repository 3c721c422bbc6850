# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
# The .tar.gz brings Qt along, so that it runs from wherever it is unpacked on any desktop with a glibc and libstdc++ as
# new as the builder's: programs that look beside themselves first, Qt's libraries and plugins in lib/sockscope.
# The .deb has none of it: installing a program takes its build-time run path out again.
set_target_properties(sockscope sockscope-cli PROPERTIES BUILD_RPATH "$ORIGIN/../lib/sockscope")
foreach(program sockscope sockscope-cli)
    # DT_RPATH, not DT_RUNPATH: it also holds for what the libraries load in turn.
    target_link_options(${program} PRIVATE LINKER:--disable-new-dtags)
endforeach()

set(plugins ${QT6_INSTALL_PREFIX}/${QT6_INSTALL_PLUGINS})
configure_file(portable-install.cmake.in portable-install.cmake @ONLY)
install(SCRIPT ${CMAKE_CURRENT_BINARY_DIR}/portable-install.cmake COMPONENT portable EXCLUDE_FROM_ALL)

configure_file(cpack-options.cmake.in cpack-options.cmake @ONLY)
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_CURRENT_BINARY_DIR}/cpack-options.cmake)
