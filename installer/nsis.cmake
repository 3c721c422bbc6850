# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
# NOT YET TRIED: nobody has built this on Windows. Qt's libraries are expected beside the programs (windeployqt).
set(CPACK_GENERATOR NSIS ZIP)
set(CPACK_NSIS_DISPLAY_NAME Sockscope)
set(CPACK_NSIS_PACKAGE_NAME Sockscope)
set(CPACK_NSIS_INSTALLED_ICON_NAME bin/sockscope.exe)
set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON)
set(CPACK_NSIS_MODIFY_PATH ON)

find_program(WINDEPLOYQT windeployqt HINTS ${Qt6_DIR}/../../../bin)
if(WINDEPLOYQT)
    install(CODE "execute_process(COMMAND \"${WINDEPLOYQT}\" --no-translations
        \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_BINDIR}/sockscope.exe\" COMMAND_ERROR_IS_FATAL ANY)"
        COMPONENT programs)
endif()
