// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/faultspanel.h"

#include "app/bench/benchsession.h"
#include "app/text/payloadtext.h"
#include "ui/models/faultplans.h"
#include "ui/panels/faultfiles.h"
#include "ui/widgets/faultbar.h"
#include "ui/widgets/faultform.h"
#include "ui/widgets/faultlist.h"
#include "ui/widgets/faultmenu.h"
#include "ui/widgets/faultprofilemenu.h"
#include "ui/widgets/faultshots.h"
#include "ui/widgets/formgrid.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/lastfault.h"
#include "ui/widgets/seedfield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace sockscope {

namespace {

constexpr int Margin = 12;

} // namespace

FaultsPanel::FaultsPanel(BenchSession *session, FaultPlans *plans, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_plans(plans)
    , m_target(new QComboBox)
    , m_on(new QCheckBox(tr("on")))
    , m_list(new FaultList)
    , m_bar(new FaultBar(m_list, plans->store()))
    , m_form(new FaultForm(m_list))
    , m_message(makeMessageLabel(QStringLiteral("faultMessage"), this))
    , m_seed(new SeedField)
    , m_shots(new FaultShots)
    , m_last(new LastFault(&session->capture(), &session->connections()))
    , m_files(new FaultFiles(this))
{
    setObjectName(QStringLiteral("panelBody"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    connectControls();
    connectProfiles();
    connectList();
    showTargets();
    showList();
}

void FaultsPanel::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 8);
    layout->setSpacing(6);
    layout->addLayout(buildTop());
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(Margin, 0, Margin, 0);
    bar->addWidget(m_bar);
    layout->addLayout(bar);
    layout->addWidget(buildMiddle(), 1);
    layout->addLayout(buildBottom());
    // They work from every field of the panel that has no history of its own.
    addActions({m_list->undoAction(), m_list->redoAction()});
}

QLayout *FaultsPanel::buildTop()
{
    m_target->setObjectName(QStringLiteral("faultTarget"));
    m_target->setAccessibleName(tr("Faults of"));
    m_target->setToolTip(tr("Whose faults these are: a connection may have a list of its own"));
    m_target->addItems({QString(), QString()});
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_on->setObjectName(QStringLiteral("faultsOn"));
    m_on->setAccessibleName(tr("Faults on"));
    m_on->setToolTip(tr("Off: nothing is broken, and the lists stay as they are (F8)"));
    QHBoxLayout *row = FormGrid::row({m_target, m_on, makeActionButton(Glyph::Undo, m_list->undoAction()),
        makeActionButton(Glyph::Redo, m_list->redoAction())});
    row->setContentsMargins(Margin, 0, Margin, 0);
    row->setStretch(0, 1);
    return row;
}

QWidget *FaultsPanel::buildMiddle()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list);
    layout->addWidget(m_form);
    layout->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return scroll;
}

QLayout *FaultsPanel::buildBottom()
{
    auto *grid = new FormGrid;
    grid->setContentsMargins(Margin, 0, Margin, 0);
    grid->addWide(m_message);
    grid->addField(tr("Seed"), m_seed);
    grid->addWide(m_shots);
    grid->addWide(m_last);
    return grid;
}

void FaultsPanel::connectControls()
{
    connect(m_target, &QComboBox::currentIndexChanged, this, &FaultsPanel::showList);
    connect(m_on, &QCheckBox::toggled, m_plans, &FaultPlans::setOn);
    connect(m_plans, &FaultPlans::changed, this, [this] {
        m_problem.clear();
        showPlans();
    });
    connect(m_seed, &SeedField::seedEdited, m_plans->server(), &FaultListModel::setSeed);
    connect(m_seed, &SeedField::renewRequested, this,
        [this] { m_plans->server()->setSeed(FaultStore::randomSeed()); });
    connect(m_seed, &SeedField::problemChanged, this, &FaultsPanel::showMessages);
    connect(m_shots, &FaultShots::problemChanged, this, &FaultsPanel::showMessages);
    connect(m_shots, &FaultShots::refuseRequested, m_plans, &FaultPlans::refuseNext);
    connect(m_shots, &FaultShots::shotRequested, this,
        [this](FaultKind kind) { m_plans->strike(kind, victims()); });
    connect(m_last, &LastFault::rowActivated, this, &FaultsPanel::rowActivated);
}

void FaultsPanel::connectProfiles()
{
    FaultProfileMenu *menu = m_bar->profileMenu();
    connect(menu, &FaultProfileMenu::chosen, this,
        [this](const FaultProfile &profile) { m_list->faults()->choose(profile); });
    connect(menu, &FaultProfileMenu::saveRequested, this, &FaultsPanel::saveAs);
    connect(menu, &FaultProfileMenu::importRequested, m_files, &FaultFiles::chooseAndRead);
    connect(menu, &FaultProfileMenu::exportRequested, this,
        [this] { m_files->chooseAndWrite(m_list->faults()->plan().profile); });
    connect(m_files, &FaultFiles::imported, this, [this](const FaultProfile &profile) {
        setProblem({});
        m_list->faults()->choose(profile);
        emit remarked(tr("Imported “%1”.").arg(profile.name));
    });
    connect(m_files, &FaultFiles::exported, this, [this](const QString &path) {
        setProblem({});
        emit remarked(tr("Exported the faults as %1.").arg(QDir::toNativeSeparators(path)));
    });
    connect(m_files, &FaultFiles::failed, this, &FaultsPanel::setProblem);
}

void FaultsPanel::connectList()
{
    connect(m_bar->addMenu(), &FaultMenu::chosen, this,
        [this](FaultKind kind) { m_list->add(Fault::ofKind(kind)); });
    connect(m_list, &FaultList::addRequested, m_bar, &FaultBar::openAddMenu);
    connect(m_list, &FaultList::currentRowChanged, this, &FaultsPanel::showFault);
    connect(m_list, &FaultList::editRequested, m_form, &FaultForm::focusFirst);
    connect(m_list, &FaultList::full, this, [this] {
        setProblem(tr("A list has at most %1 faults: remove one first.").arg(FaultLimits::Faults));
    });
    connect(m_form, &FaultForm::edited, this, [this](const Fault &fault, const QString &field) {
        m_list->faults()->change(m_list->currentRow(), fault, field);
    });
}

void FaultsPanel::showConnection(quint64 connection)
{
    m_connection = connection;
    showTargets();
    showList();
}

void FaultsPanel::refresh(const QList<ConnectionStats> &connections)
{
    QList<quint64> open;
    for (const ConnectionStats &connection : connections) {
        if (connection.state == ConnectionState::Open)
            open.append(connection.number);
    }
    if (open != m_open) {
        m_open = open;
        showList();
    }
    m_plans->refresh(open); // which forgets lists that are no longer shown
    m_last->refresh();
}

void FaultsPanel::focusList()
{
    m_list->setFocus(Qt::OtherFocusReason);
}

bool FaultsPanel::isForSelected() const
{
    return m_target->currentIndex() == Selected;
}

QList<quint64> FaultsPanel::victims() const
{
    return isForSelected() ? QList{m_connection} : m_open;
}

void FaultsPanel::showTargets()
{
    const auto stats = m_session->connections().find(m_connection);
    m_isOpen = stats && stats->state == ConnectionState::Open;
    m_device = stats ? textPreview(stats->device.toUtf8()) : QString();
    m_target->setItemText(All, tr("all connections"));
    m_target->setItemText(Selected,
        m_isOpen           ? tr("only %1 (%2)").arg(m_device).arg(m_connection)
            : m_connection ? tr("only %1: not open").arg(m_device)
                           : tr("only one: select it above"));
    static_cast<QStandardItemModel *>(m_target->model())->item(Selected)->setEnabled(m_isOpen);
    if (!m_isOpen)
        m_target->setCurrentIndex(All);
    m_shots->setVictims(isForSelected() ? m_device
            : m_open.isEmpty()          ? QString()
            : m_open.size() == 1        ? tr("the one open connection")
                                        : tr("all %1 open connections").arg(m_open.size()));
}

void FaultsPanel::showList()
{
    showTargets();
    m_list->setFaults(isForSelected() ? m_plans->of(m_connection) : m_plans->server());
    m_list->setEmptyWords(isForSelected()
            ? tr(
                "%1 has the faults of all connections. Add one here, or choose a profile: then it has a list "
                "of its own instead.")
                  .arg(m_device)
            : tr("Nothing is broken. Add a fault, or choose a profile of common trouble: it acts at once, on "
                 "open connections, too."));
    showPlans();
}

void FaultsPanel::showPlans()
{
    const FaultProfile &profile = m_list->faults()->plan().profile;
    m_bar->setProfile(m_plans->store()->words(profile));
    const QSignalBlocker blocker(m_on);
    m_on->setChecked(m_plans->isOn());
    m_seed->setSeed(m_plans->server()->plan().seed);
    showFault();
}

void FaultsPanel::showFault()
{
    const int row = m_list->currentRow();
    m_form->setVisible(row >= 0);
    if (row >= 0)
        m_form->setFault(m_list->faults()->faults()[row]);
    showMessages();
}

void FaultsPanel::showMessages()
{
    QStringList problems{m_problem, m_seed->problem(), m_shots->problem()};
    problems.removeAll(QString());
    showMessage(m_message, problems.join(u'\n'), true);
}

// A profile of this list goes by the name from now on.
void FaultsPanel::saveAs(const QString &name)
{
    m_list->faults()->rename(name);
    m_plans->store()->save(m_list->faults()->plan().profile);
    emit remarked(tr("Saved the faults as “%1”.").arg(name));
}

void FaultsPanel::setProblem(const QString &problem)
{
    m_problem = problem;
    showMessages();
}

} // namespace sockscope
