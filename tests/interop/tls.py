# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other people's TLS against sockscope-cli serve --tls: Python's websockets, curl and openssl s_client, all of them
trusting the development CA alone, from a file. Arguments: sockscope-cli, curl, openssl."""
import asyncio
import os
import ssl
import subprocess
import sys
import tempfile

from bench import Bench, bytes_of, check, main

try:
    import websockets
except ImportError:
    sys.exit("FAILED: this test needs Python's websockets: install python3-websockets")

MEBIBYTE = 1024 * 1024


def trusting(ca, version):
    context = ssl.create_default_context(cafile=ca)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    context.minimum_version = context.maximum_version = version
    return context


async def echoes(bench, context):
    async with websockets.connect(bench.url, ssl=context, max_size=None, open_timeout=15) as client:
        for payload in ("hello", bytes_of(MEBIBYTE)):
            await client.send(payload)
            check("echo", await asyncio.wait_for(client.recv(), 15), payload)
    return bench.event("connection")["tls"]


async def distrusts(bench):
    try:
        await websockets.connect(bench.url, ssl=ssl.create_default_context(), open_timeout=15)
    except ssl.SSLCertVerificationError:
        return
    raise AssertionError("a client that does not know the CA connected")


def with_python(bench, ca):
    for version, name in ((ssl.TLSVersion.TLSv1_2, "TLS 1.2"), (ssl.TLSVersion.TLSv1_3, "TLS 1.3")):
        told = asyncio.run(echoes(bench, trusting(ca, version)))
        check("version the server told", told["version"], name)
        bench.event("close", code=1000)
        yield f"websockets, {name}, {told['cipher']}: echo of 5 bytes and 1 MiB"
    asyncio.run(distrusts(bench))
    check("distrust is guessed", "may not trust" in bench.event("error")["message"], True)
    yield "websockets without the CA: leaves without an alert, and the server tells the likely reason"


def curl_answer(curl, *arguments):
    done = subprocess.run([curl, "-q", "-s", "-i", "--noproxy", "*", "--max-time", "15", *arguments],
                          stdout=subprocess.PIPE, timeout=30, check=False)
    return done.returncode, done.stdout.decode()


def with_curl(bench, curl, ca):
    for host in ("localhost", "127.0.0.1"):
        code, answer = curl_answer(curl, "--cacert", ca, f"https://{host}:{bench.port}/")
        check("exit code", code, 0)
        check("status", answer.split(" ", 2)[1], "426")
        check("page names the address", bench.url in answer, True)
        bench.event("error", code="WS_ERR_MISSING_UPGRADE")
    yield "curl --cacert, by name and by address: 426 over TLS"
    code, _ = curl_answer(curl, bench.url.replace("wss", "https"))
    check("exit code of curl without the CA", code, 60)
    error = bench.event("error", code="WS_ERR_TLS_CERTIFICATE_REJECTED")
    check("the alert is named", "unknown_ca (48)" in error["message"], True)
    yield "curl without the CA: refused by it (60), alert unknown_ca told"
    code, _ = curl_answer(curl, "--cacert", ca, "--connect-to", f"::127.0.0.1:{bench.port}", "https://elsewhere.test/")
    check("exit code of curl for another name", code, 60)
    code, answer = curl_answer(curl, f"http://127.0.0.1:{bench.port}/")
    check("status of plain HTTP", answer.split(" ", 2)[1], "400")
    check("page names wss://", "wss://" in answer, True)
    bench.event("error", code="WS_ERR_PLAIN_ON_TLS_PORT", status=400)
    yield "curl: another name is refused (60), plain HTTP is answered 400"


def with_openssl(bench, openssl, ca):
    done = subprocess.run([openssl, "s_client", "-connect", f"127.0.0.1:{bench.port}", "-CAfile", ca, "-x509_strict",
                           "-verify_return_error", "-verify_hostname", "localhost", "-servername", "localhost"],
                          input=b"Q\n", capture_output=True, timeout=30, check=False)
    check("exit code of s_client", done.returncode, 0)
    check("verified", b"Verify return code: 0 (ok)" in done.stdout, True)
    yield "openssl s_client: verified"


def plain_port(cli, curl, openssl):
    with Bench(cli) as bench:
        code, _ = curl_answer(curl, f"https://127.0.0.1:{bench.port}/")
        check("exit code of curl", code, 35)
        error = bench.event("error", code="WS_ERR_TLS_ON_PLAIN_PORT")
        check("no status, as HTTP was not spoken", "status" in error, False)
        done = subprocess.run([openssl, "s_client", "-connect", f"127.0.0.1:{bench.port}"],
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=30, check=False)
        check("exit code of s_client", done.returncode, 1)
        check("s_client is told by an alert", b"alert handshake failure" in done.stderr, True)
        bench.event("error", code="WS_ERR_TLS_ON_PLAIN_PORT")
        bench.end()
    yield "TLS on a plain port, by curl and openssl s_client: told, and ended with an alert"


def run(arguments):
    cli, curl, openssl = arguments
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        ca = os.path.join(folder, "ca.pem")
        with Bench(cli, "--tls", "--reply", "echo") as bench:
            check("scheme", bench.url.partition(":")[0], "wss")
            subprocess.run([cli, "certificate", "--output", ca], check=True)
            yield from with_python(bench, ca)
            yield from with_curl(bench, curl, ca)
            yield from with_openssl(bench, openssl, ca)
            bench.end()
        yield from plain_port(cli, curl, openssl)


main(run)
