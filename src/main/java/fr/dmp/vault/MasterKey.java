package fr.dmp.vault;

import com.google.crypto.tink.Aead;

/**
 * Wraps the records' keys. It is never in the database nor in its backups.
 *
 * @param name which one it is, so that a rotation knows what is still wrapped by an older one
 */
record MasterKey(String name, Aead aead) {}
