package io.leme.store.command;

/// One replicated request.
public sealed interface Command
        permits Put,
                DeleteRange,
                Txn,
                Compact,
                LeaseGrant,
                LeaseRevoke,
                LeaseExpire,
                PublishMember,
                SwitchAlarm,
                OnBehalf,
                AuthChange,
                Login,
                MemberChange {}
