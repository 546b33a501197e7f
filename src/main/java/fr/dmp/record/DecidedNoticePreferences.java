package fr.dmp.record;

import fr.dmp.access.Access;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.identity.Channel;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class DecidedNoticePreferences implements OwnNoticePreferences {

    private final Access access;
    private final InsuredDirectory people;
    private final Notices notices;

    DecidedNoticePreferences(Access access, InsuredDirectory people, Notices notices) {
        this.access = access;
        this.people = people;
        this.notices = notices;
    }

    @Override
    @Transactional
    public Channel read(HolderSession holder) {
        enter(holder, "READ_NOTICE_PREFERENCES");
        return people.toldBy(holder.person());
    }

    @Override
    @Transactional
    public Channel change(HolderSession holder, Channel channel, Predicate<String> expected) {
        if (channel == Channel.LETTER) {
            throw Refusal.invalid("/channel", "fault.channel");
        }
        enter(holder, "CHANGE_NOTICE_PREFERENCES");
        Channel before = people.toldBy(holder.person());
        if (!expected.test(before.name())) {
            throw Refusal.of(Refusal.Kind.STALE, "stale-version");
        }
        people.tellBy(holder.person(), channel);
        if (channel != before) {
            notices.tell(
                    holder.record(),
                    holder.person(),
                    NoticeKind.NOTICE_CHANNEL_CHANGED,
                    Map.of("channel", channel.name()));
        }
        return channel;
    }

    private void enter(HolderSession holder, String act) {
        if (holder.by() != null) {
            throw Refusal.absent();
        }
        access.require(holder.actor(), AccessMode.NORMAL, holder.record(), Thing.NOTICES, act);
    }
}
