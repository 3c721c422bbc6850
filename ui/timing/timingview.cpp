// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timingview.h"

#include "app/bench/benchsession.h"
#include "ui/plots/timeplot.h"
#include "ui/timing/plotmenu.h"
#include "ui/views/chip.h"
#include "ui/views/elidinglabel.h"
#include "ui/widgets/glyphs.h"

#include <QHBoxLayout>
#include <QStackedLayout>

namespace sockscope {

namespace {

enum Page { EmptyPage, BodyPage };

constexpr int StripHeight = 24;
constexpr int FaultMs = 10'000;
constexpr qint64 MeasureEveryMs = 250; // figures are read, not watched

} // namespace

TimingView::TimingView(BenchSession *session, const Title &title)
    : m_session(session)
    , m_title(title)
    , m_words(new ElidingLabel)
    , m_fault(new ElidingLabel)
    , m_controls(new QHBoxLayout)
    , m_live(new Chip(tr("live"), Chip::Look::Tab, &Theme::accent))
    , m_pages(new QStackedLayout)
    , m_empty(new QLabel)
{
    m_empty->setProperty("role", QStringLiteral("muted"));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_pages->insertWidget(EmptyPage, m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildStrip());
    layout->addLayout(m_pages, 1);
}

QWidget *TimingView::buildStrip()
{
    m_words->setProperty("role", QStringLiteral("muted"));
    m_words->setTextFormat(Qt::PlainText);
    m_live->setObjectName(QStringLiteral("live"));
    m_live->setChecked(true);
    if (m_session->isSaved()) // its clock stands still
        m_live->hide();
    m_live->setToolTip(tr("Slide along with the clock. Zooming then changes how much of the past is shown; "
                          "dragging stops it, a double click or Home starts it"));
    connect(m_live, &Chip::toggled, this, [this](bool live) {
        if (auto *plot = qobject_cast<TimePlot *>(this->plot()))
            plot->setLive(live);
    });
    m_fault->setProperty("role", QStringLiteral("error"));
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->hide();
    m_faultTimer.setSingleShot(true);
    m_faultTimer.setInterval(FaultMs);
    connect(&m_faultTimer, &QTimer::timeout, this, [this] { showFault({}); });
    auto *strip = new QWidget;
    strip->setFixedHeight(StripHeight);
    auto *layout = new QHBoxLayout(strip);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->setSpacing(4);
    m_controls->setSpacing(4);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_fault, 1);
    layout->addLayout(m_controls);
    layout->addWidget(m_live);
    layout->addWidget(buildMenuButton());
    return strip;
}

QWidget *TimingView::buildMenuButton()
{
    auto *menu = new PlotMenu([this] { return plot(); }, m_title.name, this);
    connect(menu, &PlotMenu::saved, this, &TimingView::remarked);
    connect(menu, &PlotMenu::saved, this, [this] { showFault({}); });
    connect(menu, &PlotMenu::failed, this, &TimingView::failed);
    connect(menu, &PlotMenu::failed, this, &TimingView::showFault);
    GlyphButton *button =
        makeMenuGlyphButton(menu, tr("Save or zoom the plot"), tr("Save what is shown, or zoom it"));
    button->setObjectName(QStringLiteral("plotMenu"));
    return button;
}

// In place of the words, for some seconds.
void TimingView::showFault(const QString &why)
{
    m_fault->setText(why);
    m_fault->setToolTip(why);
    m_fault->setVisible(!why.isEmpty());
    m_words->setVisible(why.isEmpty());
    if (!why.isEmpty())
        m_faultTimer.start();
}

void TimingView::setBody(QWidget *body, const QString &emptyWords)
{
    m_pages->insertWidget(BodyPage, body);
    m_empty->setText(emptyWords);
}

void TimingView::setEmpty(bool isEmpty)
{
    m_pages->setCurrentIndex(isEmpty ? EmptyPage : BodyPage);
}

void TimingView::setWords(const QString &words, const QString &toolTip)
{
    m_words->setText(words);
    m_words->setToolTip(toolTip);
}

void TimingView::addControl(QWidget *control)
{
    m_controls->addWidget(control);
}

Chip *TimingView::addSwitch(const QString &name, const QString &text, const QString &toolTip, bool isOn)
{
    auto *chip = new Chip(text, Chip::Look::Tab);
    chip->setObjectName(name);
    chip->setToolTip(toolTip);
    chip->setChecked(isOn);
    addControl(chip);
    return chip;
}

void TimingView::addPlot(ScopePlot *plot)
{
    plot->setObjectName(m_title.name + QStringLiteral("Plot"));
    connect(plot, &ScopePlot::rowClicked, this, &TimingView::rowActivated);
    auto *timed = qobject_cast<TimePlot *>(plot);
    if (!timed)
        return;
    connect(timed, &TimePlot::liveChanged, this, &TimingView::showLive);
    if (m_session->isSaved()) // all of it, to begin with
        timed->setHomeSeconds(TimePlot::seconds(m_session->capture().now()));
}

void TimingView::plotChanged()
{
    m_live->setVisible(!m_session->isSaved() && qobject_cast<TimePlot *>(plot()));
    showLive();
}

void TimingView::showLive()
{
    if (const auto *timed = qobject_cast<TimePlot *>(plot()))
        m_live->setChecked(timed->isLive());
}

std::vector<std::pair<quint64, std::shared_ptr<const TimingFigures>>> TimingView::measured() const
{
    std::vector<std::pair<quint64, std::shared_ptr<const TimingFigures>>> found;
    for (const quint64 connection : m_session->timing().connections()) {
        if (auto figures = m_session->timing().of(connection))
            found.emplace_back(connection, std::move(figures));
    }
    return found;
}

QString TimingView::noPingWords() const
{
    return m_session->isSaved()
        ? tr("No ping was answered.")
        : tr("No ping has been answered yet.\nChoose in the toolbar how often to ping every device.");
}

QString TimingView::deviceName(quint64 connection) const
{
    const auto stats = m_session->connections().find(connection);
    return stats ? stats->device : QStringLiteral("#%1").arg(connection);
}

void TimingView::takeIn()
{
    take();
    m_nowNs = m_session->capture().now();
}

void TimingView::measureNow()
{
    m_measured.start();
    measure();
}

void TimingView::refresh()
{
    if (!m_isPaused) {
        takeIn();
        if (isVisible() && (!m_measured.isValid() || m_measured.elapsed() >= MeasureEveryMs))
            measureNow();
    }
    if (isVisible())
        draw();
}

void TimingView::setPaused(bool paused)
{
    if (paused && !m_isPaused) { // what is not seen may be looked at meanwhile
        takeIn();
        measureNow();
    }
    m_isPaused = paused;
}

void TimingView::showRow(quint64 row, qint64 timeNs)
{
    if (auto *timed = qobject_cast<TimePlot *>(plot()))
        timed->showRow(row, TimePlot::seconds(timeNs));
}

} // namespace sockscope
