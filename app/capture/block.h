// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <memory>
#include <utility>

namespace sockscope {

/// Where the store's memory comes from: the heap, or a file mapped into memory. In any thread.
class BlockSource
{
public:
    BlockSource() = default;
    virtual ~BlockSource() = default;
    Q_DISABLE_COPY_MOVE(BlockSource)

    /// At least @p bytes, of unspecified content, aligned for anything; null when there is no room.
    /// @p bytes becomes what there really is.
    virtual std::byte *take(qsizetype *bytes) = 0;
    virtual void give(std::byte *data, qsizetype bytes) = 0;
};

/// Memory that goes back where it came from.
class Block
{
public:
    Block() = default;
    Block(std::byte *data, qsizetype size, std::shared_ptr<BlockSource> source)
        : m_data(data), m_size(size), m_source(std::move(source))
    { }
    /// Null when @p source has no room.
    static Block takenFrom(const std::shared_ptr<BlockSource> &source, qsizetype bytes)
    {
        std::byte *data = source->take(&bytes);
        return data ? Block(data, bytes, source) : Block();
    }
    ~Block() { reset(); }
    Block(Block &&other) noexcept
        : m_data(std::exchange(other.m_data, nullptr))
        , m_size(other.m_size)
        , m_source(std::move(other.m_source))
    { }
    Block &operator=(Block &&other) noexcept
    {
        if (this != &other) {
            reset();
            m_data = std::exchange(other.m_data, nullptr);
            m_size = other.m_size;
            m_source = std::move(other.m_source);
        }
        return *this;
    }
    Q_DISABLE_COPY(Block)

    explicit operator bool() const { return m_data != nullptr; }
    std::byte *data() const { return m_data; }
    qsizetype size() const { return m_size; }

private:
    void reset()
    {
        if (m_data)
            m_source->give(std::exchange(m_data, nullptr), m_size);
    }

    std::byte *m_data = nullptr;
    qsizetype m_size = 0;
    std::shared_ptr<BlockSource> m_source;
};

} // namespace sockscope
