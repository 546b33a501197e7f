// Tasklist's page says that it is English: screen readers would read French with an English voice.
document.documentElement.lang = 'fr';
