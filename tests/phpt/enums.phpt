--TEST--
The enums are backed by words and final
--FILE--
<?php
foreach ([RunCloud\Outcome::class, RunCloud\SslOutcome::class, RunCloud\SslMode::class, RunCloud\CheckStatus::class] as $enum) {
    var_dump((new ReflectionEnum($enum))->isFinal());
    echo $enum, ': ', implode(', ', array_map(fn ($case) => "$case->name = $case->value", $enum::cases())), "\n";
}
var_dump(RunCloud\Outcome::from('already-present'), RunCloud\Outcome::tryFrom('unknown'));
--EXPECT--
bool(true)
RunCloud\Outcome: Added = added, AlreadyPresent = already-present, Removed = removed, AlreadyAbsent = already-absent
bool(true)
RunCloud\SslOutcome: RedeployRequested = redeploy-requested, InstallRequested = install-requested, Automatic = automatic, CustomCertificate = custom-certificate, NoCertificate = no-certificate
bool(true)
RunCloud\SslMode: Basic = basic, Advanced = advanced
bool(true)
RunCloud\CheckStatus: Ok = ok, Warning = warning, Failed = failed, Skipped = skipped
enum(RunCloud\Outcome::AlreadyPresent)
NULL
