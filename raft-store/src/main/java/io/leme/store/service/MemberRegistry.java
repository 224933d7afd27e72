package io.leme.store.service;

import io.leme.store.command.PublishMember;
import java.util.List;

/// The members as they published themselves, from the replicated state.
@FunctionalInterface
public interface MemberRegistry {
    List<PublishMember> published();
}
