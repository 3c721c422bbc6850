// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/faults/handshakefaults.h"

#include <QList>

#include <algorithm>
#include <cctype>

namespace sockscope {

namespace {

constexpr QByteArrayView LineEnd("\r\n");
constexpr QByteArrayView Accept("Sec-WebSocket-Accept");
constexpr QByteArrayView Protocol("Sec-WebSocket-Protocol");
constexpr QByteArrayView Extensions("Sec-WebSocket-Extensions");
constexpr QByteArrayView Padding("X-Padding: ");

/// A 101 as its lines, the status line first.
class HeadLines
{
public:
    explicit HeadLines(const QByteArray &head)
    {
        for (qsizetype begin = 0; begin < head.size();) {
            const qsizetype end = head.indexOf(LineEnd, begin);
            if (end <= begin)
                break;
            m_lines.append(head.mid(begin, end - begin));
            begin = end + LineEnd.size();
        }
    }

    QByteArray toHead() const { return m_lines.join(LineEnd.toByteArray()) + "\r\n\r\n"; }
    QList<QByteArray> &lines() { return m_lines; }

    /// Where the line of @p name is; -1 for none.
    qsizetype find(QByteArrayView name) const
    {
        const auto line = std::ranges::find_if(m_lines, [name](const QByteArray &candidate) {
            return candidate.size() > name.size() && candidate[name.size()] == ':'
                && QByteArrayView(candidate).first(name.size()).compare(name, Qt::CaseInsensitive) == 0;
        });
        return line == m_lines.end() ? -1 : line - m_lines.begin();
    }

    QByteArray remove(QByteArrayView name)
    {
        const qsizetype at = find(name);
        return at < 0 ? QByteArray() : m_lines.takeAt(at);
    }

private:
    QList<QByteArray> m_lines;
};

QString shown(const QByteArray &line)
{
    return QString::fromUtf8(line);
}

QString wrongAccept(HeadLines *head, SeededRandom *random)
{
    const qsizetype at = head->find(Accept);
    if (at < 0)
        return {};
    QByteArray digest(20, Qt::Uninitialized); // as long as a SHA-1
    for (char &byte : digest)
        byte = char(random->between(0, 255));
    QByteArray &line = head->lines()[at];
    const QByteArray right = line;
    line = line.first(Accept.size()) + ": " + digest.toBase64();
    return QStringLiteral("%1 instead of %2").arg(shown(line), shown(right.mid(Accept.size() + 2)));
}

QString changeCase(HeadLines *head, const QString &how)
{
    for (qsizetype i = 1; i < head->lines().size(); ++i) {
        QByteArray &line = head->lines()[i];
        const qsizetype colon = line.indexOf(':');
        for (qsizetype at = 0; at < colon; ++at) {
            const auto letter = static_cast<unsigned char>(line[at]);
            const bool isUpper = how == u"upper" || (how == u"odd" && at % 2 == 1);
            line[at] = char(isUpper ? std::toupper(letter) : std::tolower(letter));
        }
    }
    return QStringLiteral("Header names in %1 case").arg(how);
}

QString changeOrder(HeadLines *head, const QString &how, SeededRandom *random)
{
    QList<QByteArray> &lines = head->lines();
    if (how == u"reversed") {
        std::reverse(lines.begin() + 1, lines.end());
    } else {
        for (qsizetype last = lines.size() - 1; last > 1; --last)
            lines.swapItemsAt(last, random->between(1, last));
    }
    return QStringLiteral("Header lines %1").arg(how);
}

QString pad(HeadLines *head, qint64 bytes)
{
    const qint64 around = Padding.size() + LineEnd.size();
    head->lines().append(Padding.toByteArray() + QByteArray(std::max<qint64>(1, bytes - around), 'x'));
    return QStringLiteral("%1 bytes of padding").arg(std::max(bytes, around + 1));
}

QString add(HeadLines *head, QByteArrayView name, const QString &value, const QString &what)
{
    head->remove(name);
    head->lines().append(name.toByteArray() + ": " + value.toUtf8());
    return QStringLiteral("%1 %2").arg(what, value);
}

} // namespace

QString applyHandshakeFault(const Fault &fault, SeededRandom *random, QByteArray *response)
{
    HeadLines head(*response);
    QString words;
    switch (fault.kind) {
    case FaultKind::WrongAccept:
        words = wrongAccept(&head, random);
        break;
    case FaultKind::MissingAccept:
        words = head.remove(Accept).isEmpty() ? QString() : QStringLiteral("No Sec-WebSocket-Accept");
        break;
    case FaultKind::HeaderCase:
        words = changeCase(&head, fault.text(QStringLiteral("case")));
        break;
    case FaultKind::HeaderOrder:
        words = changeOrder(&head, fault.text(QStringLiteral("order")), random);
        break;
    case FaultKind::OversizedHeader:
        words = pad(&head, fault.number(QStringLiteral("bytes")));
        break;
    case FaultKind::UnrequestedSubprotocol:
        words = add(
            &head, Protocol, fault.text(QStringLiteral("name")), QStringLiteral("Unrequested subprotocol"));
        break;
    case FaultKind::MissingSubprotocol:
        if (const QByteArray line = head.remove(Protocol); !line.isEmpty())
            words = QStringLiteral("Left out: %1").arg(shown(line));
        break;
    case FaultKind::UnsolicitedExtension:
        words = add(&head, Extensions, fault.text(QStringLiteral("extension")),
            QStringLiteral("Unsolicited extension"));
        break;
    default:
        return {};
    }
    if (!words.isEmpty())
        *response = head.toHead();
    return words;
}

} // namespace sockscope
