# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
# NOT YET TRIED: nobody has built this on macOS. Gives Sockscope.app, with Qt's frameworks inside, in a disk image.
set(CPACK_GENERATOR DragNDrop TGZ)
set(CPACK_DMG_VOLUME_NAME Sockscope)
if(SOCKSCOPE_PROGRAMS)
    set_target_properties(sockscope PROPERTIES
        MACOSX_BUNDLE ON
        OUTPUT_NAME Sockscope
        MACOSX_BUNDLE_BUNDLE_NAME Sockscope
        MACOSX_BUNDLE_GUI_IDENTIFIER org.sockscope.Sockscope
        MACOSX_BUNDLE_SHORT_VERSION_STRING ${PROJECT_VERSION}
        MACOSX_BUNDLE_BUNDLE_VERSION ${PROJECT_VERSION})
endif()

find_program(MACDEPLOYQT macdeployqt HINTS ${Qt6_DIR}/../../../bin)
if(MACDEPLOYQT)
    install(CODE "execute_process(COMMAND \"${MACDEPLOYQT}\"
        \"\${CMAKE_INSTALL_PREFIX}/Sockscope.app\" COMMAND_ERROR_IS_FATAL ANY)"
        COMPONENT programs)
endif()
