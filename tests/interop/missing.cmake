# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
message(FATAL_ERROR "This client was not found when the build was configured: install ${MISSING}, and configure again")
