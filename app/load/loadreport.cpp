// SPDX-FileCopyrightText: The Sockscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/load/loadreport.h"

#include "app/text/payloadtext.h"

#include <nlohmann/json.hpp>

#include <QLocale>

namespace sockscope {

namespace {

using Json = nlohmann::ordered_json;

constexpr double NsPerSecond = 1e9;
constexpr qint64 LeastFullNs = 500'000'000; // a rate of less says nothing
constexpr double NsPerMs = 1e6;

LoadReport::Times timesOf(const LogHistogram &histogram)
{
    const QList<qint64> percentiles = histogram.percentiles({50, 95, 99});
    return {
        histogram.count(), histogram.min(), percentiles[0], percentiles[1], percentiles[2], histogram.max()};
}

QString count(quint64 number)
{
    return QLocale::c().toString(number);
}

QString rateText(double rate)
{
    return QLocale::c().toString(rate, 'f', rate < 10 ? 1 : 0) + QStringLiteral("/s");
}

QString timesText(const LoadReport::Times &times)
{
    return QStringLiteral("p50 %1, p95 %2, p99 %3, max %4 (%5)")
        .arg(formatRtt(times.p50), formatRtt(times.p95), formatRtt(times.p99), formatRtt(times.max),
            count(times.count));
}

Json timesJson(const LoadReport::Times &times)
{
    Json object{{"count", times.count}};
    if (times.count > 0) {
        const auto ms = [](qint64 ns) { return double(ns) / NsPerMs; };
        object.update(Json{{"min", ms(times.min)}, {"p50", ms(times.p50)}, {"p95", ms(times.p95)},
            {"p99", ms(times.p99)}, {"max", ms(times.max)}});
    }
    return object;
}

} // namespace

LoadReport::LoadReport(const LoadPlan &plan, const LoadFigures &figures)
    : url(plan.client.url)
    , clients(plan.clients)
    , opened(figures.opened)
    , failed(figures.failed)
    , lost(figures.lost)
    , askedRate(plan.rateOf(plan.clients))
    , sent(figures.sent)
    , received(figures.received)
    , answered(figures.timing.rtts.count())
    , missed(figures.missed)
    , heldBack(figures.heldBack)
    , bytesSent(figures.bytesSent)
    , bytesReceived(figures.bytesReceived)
    , seconds(double(figures.elapsedNs) / NsPerSecond)
    , connects(timesOf(figures.connects))
    , echoes(timesOf(figures.timing.rtts))
    , pongs(timesOf(figures.pongs))
    , errors(figures.errors.counts())
    , expectsEcho(plan.expectsEcho)
{
    if (figures.fullNs >= LeastFullNs)
        reachedRate = double(figures.fullSent) * NsPerSecond / double(figures.fullNs);
    else if (figures.sendingNs > 0)
        reachedRate = double(sent) * NsPerSecond / double(figures.sendingNs);
}

QStringList LoadReport::shortfalls() const
{
    QStringList sentences;
    if (opened < quint64(clients))
        sentences.append(QStringLiteral("Asked for %1 clients, %2 were open.").arg(clients).arg(opened));
    if (lost > 0)
        sentences.append(QStringLiteral("%1 clients were lost before the end.").arg(lost));
    const QString rates =
        QStringLiteral("Asked for %1, reached %2").arg(rateText(askedRate), rateText(reachedRate));
    if (missed > 0)
        sentences.append(QStringLiteral("%1: the core that the clients run on was too slow for %2 messages.")
                             .arg(rates, count(missed)));
    if (heldBack > 0)
        sentences.append(QStringLiteral("%1: %2 messages were held back, since the server reads too slowly.")
                             .arg(rates, count(heldBack)));
    if (expectsEcho && answered < sent)
        sentences.append(QStringLiteral("%1 messages have no measured answer.").arg(count(sent - answered)));
    return sentences;
}

QString LoadReport::toText() const
{
    const auto line = [](const char *name, const QString &words) {
        return QStringLiteral("%1 %2\n").arg(QLatin1StringView(name), -10).arg(words);
    };
    QString text = line("clients",
        QStringLiteral("%1 asked, %2 open, %3 failed, %4 lost")
            .arg(clients)
            .arg(opened)
            .arg(failed)
            .arg(lost));
    text += line("connect", timesText(connects));
    text += line("messages",
        QStringLiteral("%1 sent, %2 received in %3 s")
            .arg(count(sent), count(received))
            .arg(seconds, 0, 'f', 1));
    text += line("rate", QStringLiteral("%1 of %2").arg(rateText(reachedRate), rateText(askedRate)));
    text += line("bytes",
        QStringLiteral("%1 sent, %2 received").arg(formatBytes(bytesSent), formatBytes(bytesReceived)));
    if (expectsEcho)
        text += line("echo", timesText(echoes));
    if (pongs.count > 0)
        text += line("ping", timesText(pongs));
    for (auto it = errors.begin(); it != errors.end(); ++it)
        text += line("error", QStringLiteral("%1 × %2").arg(count(it.value()), it.key()));
    for (const QString &sentence : shortfalls())
        text += line("note", sentence);
    return text;
}

QByteArray LoadReport::toJson() const
{
    Json kinds = Json::object();
    for (auto it = errors.begin(); it != errors.end(); ++it)
        kinds[it.key().toStdString()] = it.value();
    Json notes = Json::array();
    for (const QString &sentence : shortfalls())
        notes.push_back(sentence.toStdString());
    Json object{{"url", url.toStdString()}, {"seconds", seconds},
        {"clients", {{"asked", clients}, {"opened", opened}, {"failed", failed}, {"lost", lost}}},
        {"messages",
            {{"sent", sent}, {"received", received}, {"answered", answered}, {"missed", missed},
                {"heldBack", heldBack}}},
        {"rate", {{"asked", askedRate}, {"reached", reachedRate}}},
        {"bytes", {{"sent", bytesSent}, {"received", bytesReceived}}}, {"connectMs", timesJson(connects)},
        {"echoMs", timesJson(echoes)}, {"pingMs", timesJson(pongs)}, {"errors", kinds}, {"notes", notes}};
    return QByteArray::fromStdString(object.dump());
}

} // namespace sockscope
