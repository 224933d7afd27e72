package io.leme.store.command;

import io.leme.store.base.ByteOutput;
import io.leme.store.base.Bytes;
import io.leme.store.base.KeyRange;
import java.util.List;

/// Writes commands in the layout of [EnvelopeCodec] version 1.
final class CommandWriter {
    private final ByteOutput output;

    CommandWriter(ByteOutput output) {
        this.output = output;
    }

    void envelope(Envelope envelope) {
        output.octet(EnvelopeCodec.VERSION);
        output.fixed64(envelope.origin());
        output.fixed64(envelope.sequence());
        output.varint(envelope.commands().size());
        for (Command command : envelope.commands()) {
            command(command);
        }
    }

    void command(Command command) {
        switch (command) {
            case Put put -> put(put);
            case DeleteRange delete -> delete(delete);
            case Txn txn -> txn(txn);
            case Compact compact -> {
                output.octet(Tags.COMPACT);
                output.varint(compact.revision());
            }
            case LeaseGrant grant -> {
                output.octet(Tags.LEASE_GRANT);
                output.fixed64(grant.id());
                output.varint(grant.ttlSeconds());
            }
            case LeaseRevoke revoke -> {
                output.octet(Tags.LEASE_REVOKE);
                output.fixed64(revoke.id());
            }
            case LeaseExpire expire -> {
                output.octet(Tags.LEASE_EXPIRE);
                output.fixed64(expire.id());
                output.varint(expire.term());
            }
            case PublishMember member -> member(member);
            case SwitchAlarm change -> {
                output.octet(Tags.SWITCH_ALARM);
                output.fixed64(change.alarm().member());
                output.octet(Tags.of(change.alarm().kind()));
                output.flag(change.raised());
            }
            case OnBehalf wish -> {
                output.octet(Tags.ON_BEHALF);
                text(wish.user());
                output.varint(wish.authRevision());
                command(wish.command());
            }
            case Login login -> {
                output.octet(Tags.LOGIN);
                text(login.user());
                output.varint(login.authRevision());
                text(login.tokenPrefix());
            }
            case AuthChange change -> auth(change);
            case MemberChange change -> member(change);
        }
    }

    private void member(MemberChange change) {
        output.octet(
                switch (change) {
                    case MemberChange.Add add -> Tags.ADD_MEMBER;
                    case MemberChange.Remove remove -> Tags.REMOVE_MEMBER;
                    case MemberChange.Update update -> Tags.UPDATE_MEMBER;
                    case MemberChange.Promote promote -> Tags.PROMOTE_MEMBER;
                });
        output.fixed64(change.id());
        switch (change) {
            case MemberChange.Add(long id, List<String> urls, boolean learner) -> {
                texts(urls);
                output.flag(learner);
            }
            case MemberChange.Update(long id, List<String> urls) -> texts(urls);
            case MemberChange.Remove remove -> {
                // The id says it all.
            }
            case MemberChange.Promote promote -> {
                // The id says it all.
            }
        }
    }

    private void auth(AuthChange change) {
        switch (change) {
            case AuthChange.Enable() -> output.octet(Tags.AUTH_ENABLE);
            case AuthChange.Disable() -> output.octet(Tags.AUTH_DISABLE);
            case AuthChange.AddUser(String name, String hash) -> auth(Tags.ADD_USER, name, hash);
            case AuthChange.DeleteUser(String name) -> auth(Tags.DELETE_USER, name);
            case AuthChange.ChangePassword(String name, String hash) ->
                    auth(Tags.CHANGE_PASSWORD, name, hash);
            case AuthChange.GrantRole(String user, String role) ->
                    auth(Tags.GRANT_ROLE, user, role);
            case AuthChange.RevokeRole(String user, String role) ->
                    auth(Tags.REVOKE_ROLE, user, role);
            case AuthChange.AddRole(String name) -> auth(Tags.ADD_ROLE, name);
            case AuthChange.DeleteRole(String name) -> auth(Tags.DELETE_ROLE, name);
            case AuthChange.GrantPermission(String role, Permission permission) -> {
                auth(Tags.GRANT_PERMISSION, role);
                output.octet(Tags.of(permission.kind()));
                keyRange(permission.range());
            }
            case AuthChange.RevokePermission(String role, KeyRange range) -> {
                auth(Tags.REVOKE_PERMISSION, role);
                keyRange(range);
            }
        }
    }

    private void auth(int tag, String... texts) {
        output.octet(tag);
        for (String text : texts) {
            text(text);
        }
    }

    private void text(String text) {
        output.sized(Bytes.utf8(text));
    }

    private void operation(Operation operation) {
        switch (operation) {
            case Range range -> range(range);
            case Put put -> put(put);
            case DeleteRange delete -> delete(delete);
            case Txn txn -> txn(txn);
        }
    }

    private void put(Put put) {
        output.octet(Tags.PUT);
        output.octet(
                (put.prevKv() ? Tags.PREV_KV : 0)
                        | (put.ignoreValue() ? Tags.IGNORE_VALUE : 0)
                        | (put.ignoreLease() ? Tags.IGNORE_LEASE : 0));
        output.sized(put.key());
        output.sized(put.value());
        output.varint(put.lease());
    }

    private void delete(DeleteRange delete) {
        output.octet(Tags.DELETE_RANGE);
        output.flag(delete.prevKv());
        keyRange(delete.range());
    }

    private void range(Range range) {
        output.octet(Tags.RANGE);
        output.octet(
                (range.keysOnly() ? Tags.KEYS_ONLY : 0)
                        | (range.countOnly() ? Tags.COUNT_ONLY : 0));
        keyRange(range.range());
        output.varint(range.limit());
        output.varint(range.revision());
        output.octet(Tags.of(range.order()));
        output.octet(Tags.of(range.target()));
        Range.RevisionBounds bounds = range.bounds();
        output.varint(bounds.minMod());
        output.varint(bounds.maxMod());
        output.varint(bounds.minCreate());
        output.varint(bounds.maxCreate());
    }

    private void txn(Txn txn) {
        output.octet(Tags.TXN);
        output.varint(txn.compares().size());
        for (Compare compare : txn.compares()) {
            compare(compare);
        }
        operations(txn.success());
        operations(txn.failure());
    }

    private void operations(List<Operation> operations) {
        output.varint(operations.size());
        for (Operation operation : operations) {
            operation(operation);
        }
    }

    private void compare(Compare compare) {
        keyRange(compare.range());
        output.octet(Tags.of(compare.relation()));
        switch (compare.operand()) {
            case Compare.Operand.Version(long wanted) -> operand(Tags.VERSION, wanted);
            case Compare.Operand.CreateRevision(long wanted) -> operand(Tags.CREATE, wanted);
            case Compare.Operand.ModRevision(long wanted) -> operand(Tags.MOD, wanted);
            case Compare.Operand.Lease(long wanted) -> operand(Tags.LEASE, wanted);
            case Compare.Operand.Value(Bytes wanted) -> {
                output.octet(Tags.VALUE);
                output.sized(wanted);
            }
            case Compare.Operand.Unknown() -> output.octet(Tags.UNKNOWN);
        }
    }

    private void operand(int tag, long wanted) {
        output.octet(tag);
        output.varint(wanted);
    }

    private void member(PublishMember member) {
        output.octet(Tags.PUBLISH_MEMBER);
        output.fixed64(member.id());
        output.sized(Bytes.utf8(member.name()));
        texts(member.peerUrls());
        texts(member.clientUrls());
    }

    private void texts(List<String> texts) {
        output.varint(texts.size());
        for (String text : texts) {
            output.sized(Bytes.utf8(text));
        }
    }

    private void keyRange(KeyRange range) {
        output.sized(range.from());
        output.sized(range.end());
    }
}
