// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/frameform.h"

#include "app/compose/bytecounts.h"
#include "ui/models/messagedraft.h"
#include "ui/theme/stylesheet.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/formgrid.h"

#include <QCheckBox>
#include <QLineEdit>

#include <limits>

namespace sockscope {

namespace {

constexpr int LabelWidth = 58;
constexpr int KeyWidth = 76;
constexpr int CountWidth = 60;
constexpr int Opcodes = 16;

QString opcodeText(int value)
{
    return QStringLiteral("%1 %2").arg(value, 0, 16).arg(ws::opcodeName(ws::Opcode(value)));
}

bool hasCount(WriteChoice choice)
{
    return choice == WriteChoice::EveryBytes || choice == WriteChoice::InHeader;
}

} // namespace

FrameForm::FrameForm(MessageDraft *draft, QWidget *parent)
    : QWidget(parent)
    , m_draft(draft)
    , m_opcode(new QComboBox)
    , m_bits{{{new QCheckBox(tr("FIN")), &FrameSpec::fin}, {new QCheckBox(tr("RSV1")), &FrameSpec::rsv1},
          {new QCheckBox(QStringLiteral("2")), &FrameSpec::rsv2},
          {new QCheckBox(QStringLiteral("3")), &FrameSpec::rsv3},
          {new QCheckBox(tr("deflate")), &FrameSpec::compress}}}
    , m_mask(new QComboBox)
    , m_key(new QLineEdit)
    , m_length(new QComboBox)
    , m_declared(new QLineEdit)
    , m_sizes(new QLineEdit)
    , m_every(new QLineEdit)
    , m_ping(new QCheckBox(tr("ping between")))
    , m_pingPayload(new QLineEdit)
    , m_writes(new QComboBox)
    , m_writeBytes(new QLineEdit)
{
    auto *grid = new FormGrid(this);
    grid->setContentsMargins(8, 6, 8, 4);
    grid->setVerticalSpacing(4);
    grid->setColumnMinimumWidth(0, LabelWidth);
    buildHeader(grid);
    buildFragments(grid);
    buildWrites(grid);
    grid->setRowStretch(grid->rowCount(), 1);
    connect(draft, &MessageDraft::changed, this, &FrameForm::show);
    show();
}

void FrameForm::buildHeader(FormGrid *grid)
{
    QStringList opcodes;
    for (int value = 0; value < Opcodes; ++value)
        opcodes.append(opcodeText(value));
    setUp(m_opcode, "opcode", tr("opcode"), opcodes);
    m_opcode->setMaxVisibleItems(Opcodes);
    m_opcode->setToolTip(tr("Of the first frame; the others continue it (RFC 6455 5.2)"));
    grid->addField(tr("Opcode"), m_opcode);
    buildBits(grid);
    setUp(m_mask, "mask", tr("mask"), {tr("by role"), tr("random"), tr("this key"), tr("none")});
    m_mask->setToolTip(tr("A client must mask, a server must not (RFC 6455 5.1)"));
    setUp(m_key, "maskKey", tr("mask key"), QStringLiteral("37fa213d"));
    m_key->setToolTip(tr("Eight hex digits"));
    m_key->setFixedWidth(KeyWidth);
    grid->addField(tr("Mask"), FormGrid::row({m_mask, m_key}));
    setUp(m_length, "lengthEncoding", tr("length encoding"), {tr("minimal"), tr("16 bits"), tr("64 bits")});
    m_length->setToolTip(tr("How the length is written; anything but minimal breaks RFC 6455 5.2"));
    setUp(m_declared, "declaredLength", tr("length that the header says"), tr("true"));
    m_declared->setToolTip(tr("A number here is what the first frame says, whatever follows"));
    m_declared->setFixedWidth(KeyWidth);
    grid->addField(tr("Length"), FormGrid::row({m_length, m_declared}));
}

void FrameForm::buildBits(FormGrid *grid)
{
    constexpr std::array names{"fin", "rsv1", "rsv2", "rsv3", "compress"};
    const std::array labels{QStringLiteral("FIN"), QStringLiteral("RSV1"), QStringLiteral("RSV2"),
        QStringLiteral("RSV3"), tr("compression")};
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    for (size_t i = 0; i < m_bits.size(); ++i) {
        setUp(m_bits[i].check, names[i], labels[i]);
        m_bits[i].check->setToolTip(tr("Of the first frame; without an extension it must be 0"));
        row->addWidget(m_bits[i].check);
    }
    m_bits.front().check->setToolTip(tr("Of the last frame: it ends the message"));
    m_bits.back().check->setToolTip(tr("Compress by permessage-deflate, which sets RSV1; agreed on or not"));
    row->addStretch();
    grid->addWide(row);
}

void FrameForm::buildFragments(FormGrid *grid)
{
    setUp(m_sizes, "fragmentSizes", tr("fragment sizes"), tr("one frame"));
    m_sizes->setToolTip(tr("Payload bytes of the first frames, such as 3, 0, 5; the rest follows"));
    setUp(m_every, "fragmentEvery", tr("bytes in each further fragment"), tr("every"));
    m_every->setToolTip(tr("The rest in frames of so many bytes"));
    m_every->setFixedWidth(CountWidth);
    grid->addField(tr("Fragments"), FormGrid::row({m_sizes, m_every}));
    setUp(m_ping, "pingBetween", tr("ping between"));
    m_ping->setToolTip(tr("Between each two fragments, as RFC 6455 5.4 allows"));
    setUp(m_pingPayload, "pingPayload", tr("payload of the ping"), tr("no payload"));
    m_pingPayload->setToolTip(tr("Text of the ping between"));
    auto *row = FormGrid::row({m_ping, m_pingPayload});
    grid->addWide(row);
}

void FrameForm::buildWrites(FormGrid *grid)
{
    setUp(m_writes, "writes", tr("TCP writes"),
        {tr("together"), tr("each frame"), tr("each byte"), tr("every N bytes"), tr("in header")});
    m_writes->setToolTip(tr("Where the bytes are cut into TCP writes"));
    setUp(m_writeBytes, "writeBytes", tr("bytes of a write"), QStringLiteral("N"));
    m_writeBytes->setToolTip(tr("Bytes of each write, or of the header before the cut"));
    m_writeBytes->setFixedWidth(CountWidth);
    grid->addField(tr("Writes"), FormGrid::row({m_writes, m_writeBytes}));
}

void FrameForm::setUp(QComboBox *box, const char *name, const QString &label, const QStringList &items)
{
    box->setObjectName(QLatin1StringView(name));
    box->setAccessibleName(label);
    box->setFont(fixedFont());
    box->addItems(items);
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    box->setMinimumContentsLength(6);
    connect(box, &QComboBox::currentIndexChanged, this, [this, label] { write(label); });
}

void FrameForm::setUp(QLineEdit *line, const char *name, const QString &label, const QString &placeholder)
{
    line->setObjectName(QLatin1StringView(name));
    line->setAccessibleName(label);
    line->setFont(fixedFont());
    line->setPlaceholderText(placeholder);
    connect(line, &QLineEdit::textChanged, this, [this, label] { write(label); });
    connect(line, &QLineEdit::editingFinished, m_draft, &MessageDraft::endStep);
}

void FrameForm::setUp(QCheckBox *check, const char *name, const QString &label)
{
    check->setObjectName(QLatin1StringView(name));
    check->setAccessibleName(label);
    connect(check, &QCheckBox::toggled, this, [this, label] {
        m_draft->endStep();
        write(label);
    });
}

void FrameForm::write(const QString &step)
{
    if (m_isShowing)
        return;
    const QString before = std::exchange(m_fault, QString());
    FrameSpec spec = m_draft->message().frame;
    spec.opcode = ws::Opcode(m_opcode->currentIndex());
    readBits(&spec);
    readMask(&spec);
    readLength(&spec);
    readFragments(&spec);
    readWrites(&spec);
    m_isWriting = true; // what was typed stays as it was typed
    m_draft->setFrame(spec, step);
    m_isWriting = false;
    if (m_fault != before)
        emit faultChanged();
}

void FrameForm::readBits(FrameSpec *spec) const
{
    for (const Bit &bit : m_bits)
        spec->*bit.flag = bit.check->isChecked();
}

void FrameForm::readMask(FrameSpec *spec)
{
    spec->mask = MaskChoice(m_mask->currentIndex());
    const auto key = maskKeyFrom(m_key->text().trimmed());
    judge(m_key, key || spec->mask != MaskChoice::Key, tr("Mask key: eight hex digits, such as 37fa213d."));
    spec->maskKey = key.value_or(spec->maskKey);
}

void FrameForm::readLength(FrameSpec *spec)
{
    spec->length = LengthChoice(m_length->currentIndex());
    const bool isTrue = m_declared->text().trimmed().isEmpty();
    const auto declared = wholeNumber(m_declared->text().trimmed(), std::numeric_limits<quint64>::max());
    judge(m_declared, isTrue || declared, tr("Length: a whole number below 2^64, or nothing for the truth."));
    if (isTrue || declared)
        spec->declaredLength = declared;
}

void FrameForm::readFragments(FrameSpec *spec)
{
    const auto sizes =
        m_sizes->text().trimmed().isEmpty() ? std::optional(QList<qsizetype>()) : byteCounts(m_sizes->text());
    judge(m_sizes, sizes.has_value(), tr("Fragments: sizes in bytes with commas between, such as 3, 0, 5."));
    spec->fragmentSizes = sizes.value_or(spec->fragmentSizes);
    const bool isOne = m_every->text().trimmed().isEmpty();
    const auto every = isOne ? std::optional<qsizetype>(0) : byteCount(m_every->text().trimmed());
    judge(m_every, every.has_value(), tr("Fragments: every so many bytes, or nothing for one frame."));
    spec->fragmentEvery = every.value_or(spec->fragmentEvery);
    spec->pingBetween = m_ping->isChecked() ? std::optional(m_pingPayload->text().toUtf8()) : std::nullopt;
}

void FrameForm::readWrites(FrameSpec *spec)
{
    spec->writes = WriteChoice(m_writes->currentIndex());
    const auto bytes = byteCount(m_writeBytes->text().trimmed());
    const bool isRight = !hasCount(spec->writes) || (bytes && *bytes > 0);
    judge(m_writeBytes, isRight, tr("Writes: a number of bytes from 1."));
    if (bytes && *bytes > 0)
        spec->writeBytes = *bytes;
}

void FrameForm::judge(QLineEdit *line, bool isRight, const QString &wants)
{
    setStyleProperty(line, "invalid", !isRight);
    if (!isRight && m_fault.isEmpty())
        m_fault = wants;
}

void FrameForm::show()
{
    const FrameSpec &spec = m_draft->message().frame;
    m_isShowing = true;
    showChoices(spec);
    if (!m_isWriting && spec != m_shown)
        showLines(spec);
    m_shown = spec;
    m_isShowing = false;
}

void FrameForm::showChoices(const FrameSpec &spec)
{
    m_opcode->setCurrentIndex(int(spec.opcode));
    for (const Bit &bit : m_bits)
        bit.check->setChecked(spec.*bit.flag);
    m_mask->setCurrentIndex(int(spec.mask));
    m_length->setCurrentIndex(int(spec.length));
    m_ping->setChecked(spec.pingBetween.has_value());
    m_writes->setCurrentIndex(int(spec.writes));
    m_key->setVisible(spec.mask == MaskChoice::Key);
    m_pingPayload->setEnabled(spec.pingBetween.has_value());
    m_writeBytes->setVisible(hasCount(spec.writes));
}

void FrameForm::showLines(const FrameSpec &spec)
{
    m_key->setText(maskKeyText(spec.maskKey));
    m_declared->setText(spec.declaredLength ? QString::number(*spec.declaredLength) : QString());
    m_sizes->setText(byteCountsText(spec.fragmentSizes));
    m_every->setText(spec.fragmentEvery > 0 ? QString::number(spec.fragmentEvery) : QString());
    m_pingPayload->setText(QString::fromUtf8(spec.pingBetween.value_or(QByteArray())));
    m_writeBytes->setText(QString::number(spec.writeBytes));
    for (QLineEdit *line : {m_key, m_declared, m_sizes, m_every, m_writeBytes})
        setStyleProperty(line, "invalid", false);
    if (!std::exchange(m_fault, QString()).isEmpty())
        emit faultChanged();
}

} // namespace sockscope
