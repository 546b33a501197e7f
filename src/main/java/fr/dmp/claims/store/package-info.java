/** Where lines of care, the manifest and what was set aside are kept. */
@NullMarked
package fr.dmp.claims.store;

import org.jspecify.annotations.NullMarked;
